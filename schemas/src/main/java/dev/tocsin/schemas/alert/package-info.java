/** Alerts that Tocsin raises about itself. */
package dev.tocsin.schemas.alert;
