/** The services, what they depend on, and how they stand. Pure: uses neither Kafka nor a clock. */
package dev.tocsin.console.service;
