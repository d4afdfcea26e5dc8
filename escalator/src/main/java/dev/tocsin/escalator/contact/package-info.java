/** Plans how a paged person is reached: contact rules and quiet hours. Pure. */
package dev.tocsin.escalator.contact;
