// Reads the incidents of the board.
import {sinceMillis} from "./list.js";
import {get} from "./server.js";

const PAGE = 500;
const RESOLVED = 50;

/** The open incidents, worst first, a page at a time. */
export async function* loadOpen() {
  let cursor = "";
  do {
    const page = await get(`/api/incidents?state=open&limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    yield page;
    cursor = page.nextCursor ?? "";
  } while (cursor);
}

/** The newest resolved incidents that a filter shows; the console searches all that it keeps. */
export async function loadResolved(filter) {
  if (filter.state && filter.state !== "resolved") {
    return [];
  }
  const query = new URLSearchParams({state: "resolved,closed", limit: RESOLVED});
  ["text", "severity", "service", "team"].filter(key => filter[key]).forEach(key => query.set(key, filter[key]));
  const since = sinceMillis(filter, Date.now());
  if (since) {
    query.set("since", new Date(since).toISOString());
  }
  return (await get(`/api/incidents?${query}`)).incidents;
}
