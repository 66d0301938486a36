package hive

import (
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// recovery brings a hive that was copied while changes were under way to the
// state that its transaction logs hold, as Windows does when it loads it.
//
// A hive is dirty when its two sequence numbers differ or the checksum of its
// base block does not hold; a base block that does not hold is taken from a log.
// Of a log in the new format the entries count whose sequence number is the
// second one of the base block, the one after it, and so on, up to the first
// that is missing or does not hold. Of one in the old format all counts, if its
// time of the last write is that of the hive.
type recovery struct {
	image *image
	limit int      // bytes of the bins
	used  []string // names of the logs that had something
	n     int      // entries applied
}

// namedLog is a transaction log with its name.
type namedLog struct {
	name    string
	content []byte
}

// recover applies the logs that lie beside the hive.
func (w *walker) recover(in parsers.Input) {
	if w.image.base == nil || in.Beside == nil || !w.image.dirty() {
		return
	}
	logs := besideLogs(in)
	r := recovery{image: &w.image, limit: len(w.image.bins)}
	for _, l := range logs {
		r.limit = min(r.limit+len(l.content)+baseSize, maxSize)
	}
	r.apply(logs)
	switch {
	case r.n > 0:
		w.result.Notes = append(w.result.Notes, evidence.Say("note/hive-recovered", "n", r.n, "names", strings.Join(r.used, ", ")))
	case len(logs) > 0:
		w.result.Notes = append(w.result.Notes, evidence.Say("note/hive-logs-unfit"))
	}
}

// besideLogs reads the logs of a hive. What cannot be read is as good as absent:
// it is a file of the case too, and told there.
func besideLogs(in parsers.Input) []namedLog {
	var logs []namedLog
	for _, end := range []string{".LOG1", ".LOG2", ".LOG"} {
		r, err := in.Beside(in.Base() + end)
		if err != nil {
			continue
		}
		content, err := io.ReadAll(io.LimitReader(r, maxLog))
		r.Close()
		if err == nil && len(content) > sector && string(content[:4]) == "regf" && isLog(content) {
			logs = append(logs, namedLog{in.Base() + end, content})
		}
	}
	return logs
}

func (h *image) dirty() bool { return h.written() != h.flushed() || !h.checksumHolds() }

// lastWritten returns the FILETIME of the last write of the hive.
func (h *image) lastWritten() uint64 { return binary.LittleEndian.Uint64(h.base[12:]) }

func (r *recovery) apply(logs []namedLog) {
	if !r.image.checksumHolds() && !r.takeBase(logs) {
		return
	}
	for _, l := range logs {
		if string(l.content[sector:sector+4]) == "DIRT" && r.applyOld(l) {
			return
		}
	}
	r.applyNew(logs)
}

// takeBase replaces the base block by that of a log.
func (r *recovery) takeBase(logs []namedLog) bool {
	for _, l := range logs {
		if h := (image{base: l.content[:sector]}); h.checksumHolds() {
			copy(r.image.base, h.base)
			binary.LittleEndian.PutUint32(r.image.base[typeOffset:], 0)
			return true
		}
	}
	return false
}

func (r *recovery) applyOld(l namedLog) bool {
	h := image{base: l.content[:sector]}
	if !h.checksumHolds() || h.lastWritten() != r.image.lastWritten() {
		return false
	}
	e, ok := oldEntry(l.content)
	return ok && r.entry(e, l.name)
}

// applyNew applies the entries of all logs in the order of their numbers. Logs
// also hold entries that were written back long ago.
func (r *recovery) applyNew(logs []namedLog) {
	type numbered struct {
		logEntry
		log string
	}
	var entries []numbered
	for _, l := range logs {
		for _, e := range newEntries(l.content) {
			entries = append(entries, numbered{e, l.name})
		}
	}
	slices.SortStableFunc(entries, func(a, b numbered) int { return int(int32(a.sequence - b.sequence)) })
	next := r.image.flushed()
	for _, e := range entries {
		if int32(e.sequence-next) < 0 {
			continue
		}
		if e.sequence != next || !r.entry(e.logEntry, e.log) {
			return
		}
		next++
	}
}

// entry writes the pages of an entry into the bins; false when one lies where no
// bin can be.
func (r *recovery) entry(e logEntry, log string) bool {
	for _, p := range e.pages {
		if uint64(p.offset)+uint64(len(p.data)) > uint64(r.limit) {
			return false
		}
	}
	for _, p := range e.pages {
		if end := int(p.offset) + len(p.data); end > len(r.image.bins) {
			r.image.bins = append(r.image.bins, make([]byte, end-len(r.image.bins))...)
		}
		copy(r.image.bins[p.offset:], p.data)
	}
	le := binary.LittleEndian
	le.PutUint32(r.image.base[4:], e.sequence)
	le.PutUint32(r.image.base[8:], e.sequence)
	le.PutUint32(r.image.base[40:], e.bins)
	le.PutUint32(r.image.base[508:], checksum(r.image.base))
	r.n++
	if !slices.Contains(r.used, log) {
		r.used = append(r.used, log)
	}
	return true
}
