/** Schedules outside the pipeline: as calendars, and as the answer to who would be paged. */
package dev.tocsin.standalone.oncall;
