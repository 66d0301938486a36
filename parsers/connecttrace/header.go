package connecttrace

import (
	"bytes"
	"regexp"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winzone"
	"hybriddiag/parsers"
	"hybriddiag/products"
)

// SettingKey is the key of the settings that the header states.
const SettingKey = `connect-trace\header`

// header is what the header lines have told so far.
type header struct {
	local time.Time
	found bool
}

var (
	proxyLine   = regexp.MustCompile(`^\s*Default Proxy \[(\w+)\]:\s*(.*?)\s*$`)
	versionLine = regexp.MustCompile(`^\s*Application Version:\s*(\d+\.\d+\.\d+\.\d+)`)
	machineLine = regexp.MustCompile(`^\s*(?:Machine|Computer) ?Name:\s*([A-Za-z0-9][A-Za-z0-9.-]{0,62})\s*$`)
)

// readHeader looks whether a line belongs to the header. A second header in
// the same file (the wizard was started again) sets the clock anew.
func (r *reader) readHeader(number int, text []byte) {
	if !bytes.Contains(text, []byte(": ")) && !bytes.HasSuffix(text, []byte(":")) {
		return
	}
	line := string(text[:min(len(text), 1024)])
	switch {
	case bytes.Contains(text, []byte("Start Time (Local)")):
		if t, ok := headerTime(localStart, line); ok {
			r.header.local = t
			r.clock.startOn(t)
		}
	case bytes.Contains(text, []byte("Start Time (UTC)")):
		if t, ok := headerTime(utcStart, line); ok && !r.header.local.IsZero() {
			r.clock.setZone(r.header.local, t)
			if r.clock.zoned {
				r.setting("ZoneOffset", winzone.Text(r.clock.offset), number)
			}
		}
	case bytes.Contains(text, []byte("Default Proxy [")):
		if m := proxyLine.FindStringSubmatch(line); m != nil {
			r.setting(m[1], m[2], number)
		}
	case bytes.Contains(text, []byte("Application Version")):
		if m := versionLine.FindStringSubmatch(line); m != nil {
			r.setting("ApplicationVersion", m[1], number)
			r.product(products.EntraConnect, m[1], number, r.header.local.Add(-r.clock.offset), m[0])
		}
	case r.log.Result.Host == "" && bytes.Contains(text, []byte("Name:")):
		if m := machineLine.FindStringSubmatch(line); m != nil {
			r.log.Result.Host = m[1]
		}
	}
}

func (r *reader) setting(name, value string, line int) {
	r.header.found = true
	r.log.Setting(evidence.Setting{
		Key: SettingKey, Name: name, Value: value,
		Locator: evidence.Locator{Line: line},
	})
}

// coverHeader tells that the header was there to be read.
func (r *reader) coverHeader(out parsers.Sink) {
	if r.header.found {
		out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: SettingKey})
	}
}
