/** Certificates for tests of servers. */
package dev.tocsin.certificate;
