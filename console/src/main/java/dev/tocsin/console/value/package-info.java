/** Numbers that senders gave with alerts, over time. Pure: uses neither Kafka nor a clock. */
package dev.tocsin.console.value;
