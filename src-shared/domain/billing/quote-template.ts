/** What `template job` prints: the worked examples of the policy, one item of every kind. */
export const QUOTE_JOB_TEMPLATE = `{
  "about": "Leave out the items that you do not need. customerClass is state, non-state or external. Times are local; a number may stand with or without quotes. Where a date is left out, the first day of the version's fiscal year chooses the rules.",
  "customerClass": "state",
  "items": [
    { "kind": "job", "label": "Batch job", "startedAt": "2003-10-14T10:30", "system": "ASYS", "applicationClass": "Batch", "cpuMinutes": 0.3, "ios": 20000, "tapeMounts": 0,
      "about": "cpuHours, cpuMinutes or cpuSeconds. On-line work may have terminalRegion: true." },
    { "kind": "print", "label": "Print run", "date": "2003-10-14", "sysoutClass": "A", "pages": 5, "lines": 3600,
      "about": "sysoutClass, or form: standard or special. pages are page images where the class compresses; lines may be left out." },
    { "kind": "data-set", "label": "Data set on disk", "device": "3390", "tracks": 1000, "days": 30, "about": "device 3380 or 3390 with tracks, or gigabytes." },
    { "kind": "tape-file", "label": "File on tape", "gigabytes": 0.05, "days": 30, "stacked": false },
    { "kind": "archive-file", "label": "Archived file", "gigabytes": 0.02, "days": 29.5 },
    { "kind": "report", "label": "Stored report", "pages": 5000, "days": 30 },
    { "kind": "session", "label": "TSO session", "from": "2003-10-14T09:00", "to": "2003-10-14T10:00", "lastActivityAt": "2003-10-14T09:20" },
    { "kind": "circuit", "label": "Dedicated circuit", "drops": 1, "miles": 12, "months": 1 },
    { "kind": "mailboxes", "label": "Mailboxes", "month": "2003-10", "groups": [{ "megabytes": 40, "count": 10 }, { "megabytes": 80, "count": 5, "since": "2003-10-13" }] },
    { "kind": "lan-support", "label": "Support of a local network", "mailboxes": 120, "months": 12, "about": "every mailbox that the agency has in the month, one of a part of it too." },
    { "kind": "payroll-checks", "label": "One person for a year", "people": 1, "about": "people for a full year, or checks." },
    { "kind": "mailing", "label": "Mailing by hand", "service": "manual-insertion", "pieces": 1000, "complexity": "HALF-SPEED",
      "about": "service is manual-insertion, automated-insertion, clerical or data-entry. complexity is a code of the rules, or { standardPieces: 2, jobPieces: 1 } in the same time; 1 when left out." },
    { "kind": "bin", "label": "Report bin", "bin": "report", "level": 1, "count": 1, "months": 12 },
    { "kind": "subscription", "label": "Software subscription from November", "rate": "SP-ONE-SW", "cost": 7000.00, "approvedOn": "2003-11-18", "about": "cost or quantity of the whole year." },
    { "kind": "units", "label": "Two shared ports", "rate": "NW-PORT-100S", "quantity": 2, "months": 12, "about": "months, or from: 2004-01-12 for the months that are left." },
    { "kind": "cost", "label": "Metered postage", "rate": "ML-MTR-PST", "cost": 250.00 },
    { "kind": "shared", "label": "Postage of a mailing for two", "rate": "ML-MTR-PST", "cost": 100.00, "sharers": [{ "customer": "XFA", "usage": 1 }, { "customer": "XCH", "usage": 2 }],
      "about": "by usage where everyone's is given, else by cost; all of it to a single customer." }
  ]
}
`
