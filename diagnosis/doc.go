// Package diagnosis decides which issues of the known-issue table a case shows.
//
//	library ──Compile──► Engine ──NewCollector──► one Collector a file (parsers.Sink)
//	                        │                          │ matched events, settings, certificates …
//	                        └────────Conclude──────────┘──► findings, not judged, checks, hosts
//
// Matching happens while files are read and costs the same whatever the number
// of signatures: equal selections of all signatures are one matcher; an event
// reaches only the matchers of its provider and id; its text is searched once for
// the literals of all of them, and only those whose literals are all there are
// tried; regular expressions run last and only on what is left. Only matched events are kept, and of those a
// bounded number.
//
// Concluding happens once, host by host: every selection is true, false or
// unknown (Kleene's three values), conditions combine them, correlation relates
// the kept events in time, and the causal edges of the signatures fold
// consequences under their causes.
package diagnosis
