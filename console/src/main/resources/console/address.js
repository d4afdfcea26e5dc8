// The address of the page: #/VIEW/ID?FILTER. The filter of the board stays in it, so that a link shows the same board.

/** Keys of the filter in the address; the API has the same names. */
export const FILTER_KEYS = ["text", "state", "severity", "service", "team", "since"];

/** View, further parts of the path, and filter. */
export function readAddress() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/").map(decodeURIComponent);
  const given = new URLSearchParams(query);
  return {view: view || "incidents", rest, filter: Object.fromEntries(FILTER_KEYS.map(key => [key, given.get(key) ?? ""]))};
}

/** The filter as a query, with the question mark; empty for none. */
export function filterQuery(filter) {
  const query = new URLSearchParams(FILTER_KEYS.filter(key => filter[key]).map(key => [key, filter[key]])).toString();
  return query && `?${query}`;
}

/** Puts the filter into the address without a step in the history. */
export function keepFilter(filter) {
  const path = location.hash.split("?")[0] || "#/";
  history.replaceState(null, "", `${location.pathname}${path}${filterQuery(filter)}`);
}
