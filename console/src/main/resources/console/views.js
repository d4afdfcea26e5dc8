// The views beside the board: each gives the elements of its list.
import {alertList} from "./alerts.js";
import {deliveryList} from "./deliveries.js";
import {healthList} from "./health.js";
import {inboxList} from "./inbox.js";
import {onCallList} from "./oncall.js";
import {pastBoard} from "./past.js";
import {policyView} from "./policy.js";
import {quarantineList} from "./quarantine.js";
import {reportsView} from "./reports.js";
import {get} from "./server.js";
import {serviceList} from "./services.js";
import {silenceList} from "./silences.js";
import {sourceList} from "./sources.js";

let past;

/** By their name in the address. A view is asked again after each change that concerns it; again() asks for that. */
export const VIEWS = {
  alerts: async () => alertList(await get("/api/alerts?limit=500")),
  oncall: async () => onCallList(await get("/api/oncall")),
  silences: async ({again}) => silenceList((await get("/api/silences")).silences, again),
  deliveries: async ({status, again}) => deliveryList(await get("/api/deliveries?limit=200"), status, again),
  inbox: async () => inboxList((await get("/api/inbox")).notifications),
  policy: async () => policyView(),
  quarantine: async ({again}) => quarantineList((await get("/api/quarantine?limit=500")).requests, again),
  sources: async () => sourceList(await get("/api/sources")),
  health: async () => healthList(await get("/api/status")),
  past: async () => past ??= pastBoard(),
  services: async () => serviceList(await get("/api/services")),
  reports: async () => reportsView(),
};
