/** What the contract means by the states of an incident. */
package dev.tocsin.schemas.incident;
