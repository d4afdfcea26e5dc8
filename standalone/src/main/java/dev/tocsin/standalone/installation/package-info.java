/** One whole installation in one process: broker, registry and services, started in order and stopped together. */
package dev.tocsin.standalone.installation;
