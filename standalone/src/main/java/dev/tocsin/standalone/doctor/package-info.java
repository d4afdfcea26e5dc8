/** Checks of a cluster: what is wrong with it, and what to do. */
package dev.tocsin.standalone.doctor;
