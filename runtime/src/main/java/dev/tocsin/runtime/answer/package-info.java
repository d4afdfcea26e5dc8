/** The door through which people answer pages: its public address and the secrets that sign what goes out to them. */
package dev.tocsin.runtime.answer;
