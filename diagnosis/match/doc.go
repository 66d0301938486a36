// Package match finds, while one file of a case is read, what the signatures of
// a library ask for.
//
//	library ──Compile──► Set ──NewCollector──► one Collector a file (parsers.Sink)
//
// An event costs the same whatever the number of signatures: equal event
// selections of all signatures are one [Matcher]; an event reaches only the
// matchers of its provider and id; its text is searched once for the literals of
// all of them, and only those whose literals are all there are tried; regular
// expressions run last and only on what is left. Only matched events are kept,
// and of those a bounded number.
package match
