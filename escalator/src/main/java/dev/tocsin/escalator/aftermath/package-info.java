/** What is to be done after an incident: owners are reminded of tasks before their deadline, and at it. */
package dev.tocsin.escalator.aftermath;
