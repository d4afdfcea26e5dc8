/**
 * The commands that people give on an incident, declared once. The console's API and forms, the command line, cases and
 * drills, and the correlator's validation all read this table.
 */
package dev.tocsin.schemas.command;
