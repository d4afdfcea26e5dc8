/** Where an alert goes: its severity, the routes that take it, and who is told when. */
package dev.tocsin.policytools.routes;
