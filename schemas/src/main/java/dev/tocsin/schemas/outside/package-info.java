/** What others outside know our things by. */
package dev.tocsin.schemas.outside;
