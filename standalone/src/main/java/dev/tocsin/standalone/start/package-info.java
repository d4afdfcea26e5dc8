/** What has to be right before {@code tocsin up} starts, and the sentence for each thing that is not. */
package dev.tocsin.standalone.start;
