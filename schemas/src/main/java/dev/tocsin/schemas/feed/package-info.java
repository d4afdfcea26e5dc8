/** Following a topic from its beginning, without a group. */
package dev.tocsin.schemas.feed;
