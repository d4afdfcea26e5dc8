/** Which alerts page directly while Kafka is unavailable. */
package dev.tocsin.policy.emergency;
