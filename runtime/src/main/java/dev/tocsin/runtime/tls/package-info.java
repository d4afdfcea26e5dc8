/** TLS of the services that people and senders reach: certificate and key from files, replaced without a restart. */
package dev.tocsin.runtime.tls;
