// Package diagnosis decides which issues of the known-issue table a case shows.
// It is the highest of three storeys; each knows only those below it.
//
//	match     one file while it is read   matched events, settings, certificates …
//	casefile  one computer of the case    what all of its files show, settled
//	diagnosis one conclusion
//
// A conclusion goes through three phases, computer by computer, and the files of
// this package are named after them:
//
//	judge_  every selection is true, false or unknown (Kleene's three values);
//	        conditions combine them, correlation relates kept events in time
//	cause_  signatures that hold become drafts: refuted, dated, resolved; the causal
//	        edges of the signatures fold consequences under their causes
//	say_    drafts become findings: evidence, codes and texts in both languages
//	why_    one signature's way through all of it, for those who ask
//
// What does not hold returns its reason: a selection, an edge, a draft. Reasons
// are notes, codes with values, whose sentences stand in internal/i18n.
//
// A phase calls itself and those above it in this list, never those below.
// [Engine] runs them.
package diagnosis
