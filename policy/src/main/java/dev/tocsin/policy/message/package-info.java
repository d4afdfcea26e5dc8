/** How a policy words messages: by kind and channel, a first line and further lines made of fields. */
package dev.tocsin.policy.message;
