package peers

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
	"hybriddiag/parsers/evtx"
)

// maxFile keeps the comparison to the logs of one chunk, which are the most and
// the most varied ones.
const maxFile = 70 << 10

// rendering is a value that a peer writes in another way.
type rendering struct {
	peer peer
	why  string
	same func(ours, theirs string) bool
}

var renderings = []rendering{
	{"", "GUIDs without braces and in upper case", func(ours, theirs string) bool {
		return strings.EqualFold(strings.Trim(ours, "{}"), strings.Trim(theirs, "{}"))
	}},
	{golangEvtx, "hexadecimal numbers with leading zeros", func(ours, theirs string) bool {
		return number(ours) != nil && number(theirs) != nil && *number(ours) == *number(theirs)
	}},
	{velocidexEvtx, "hexadecimal numbers as decimal ones", func(ours, theirs string) bool {
		n := number(ours)
		return n != nil && strconv.FormatUint(*n, 10) == theirs
	}},
	{velocidexEvtx, "times as float64 seconds", func(ours, theirs string) bool {
		t, err := time.Parse(time.RFC3339Nano, ours)
		sec, err2 := strconv.ParseFloat(theirs, 64)
		return err == nil && err2 == nil && math.Abs(float64(t.UnixMicro())/1e6-sec) < 1e-5
	}},
	{velocidexEvtx, "binary data as a list of bytes", func(ours, theirs string) bool {
		var hex strings.Builder
		for _, b := range strings.Fields(strings.Trim(theirs, "[]")) {
			n, err := strconv.ParseUint(b, 10, 8)
			if err != nil {
				return false
			}
			hex.WriteString(strings.ToUpper(strconv.FormatUint(n+0x100, 16)[1:]))
		}
		return hex.String() == ours
	}},
}

// number reads 0x….
func number(s string) *uint64 {
	hex, ok := strings.CutPrefix(s, "0x")
	n, err := strconv.ParseUint(hex, 16, 64)
	if !ok || err != nil {
		return nil
	}
	return &n
}

// disagreement is something in which a peer is wrong, in one file or (file "")
// in all of them.
type disagreement struct {
	peer peer
	file string
	what string
	why  string
	luck bool // shows in some runs only
}

const (
	helloForBusiness = "evtx_f03dd7_Microsoft-Windows-HelloForBusiness%4Operational.evtx"
	languagePack     = "evtx_cad196_Microsoft-Windows-LanguagePackSetup%4Operational.evtx"
	capi2            = "evtx_0cd837_Microsoft-Windows-CAPI2_Operational_EventID70.evtx"
	capiKey          = "hayabusa-sam_5383eb_ID70-CAPI-Private_key_accessed_Mimikatz.evtx"
	complexData      = "hayabusa-evt_700f29_kernel_processor_power_complexdata.evtx"
)

var disagreements = []disagreement{
	{golangEvtx, "", "provider", "takes <Provider Name=…/> of a classic source for a data field and loses it", false},
	{golangEvtx, languagePack, "crash", "an overwritten record ends the process", true},
	{golangEvtx, languagePack, "count", "nothing is left after the crash", true},
	{golangEvtx, helloForBusiness, "crash", "an overwritten record ends the process", true},
	{golangEvtx, helloForBusiness, "count", "nothing is left after the crash", true},
	{golangEvtx, capi2, "count", "drops records whose payload is an element without a template", false},
	{golangEvtx, capiKey, "count", "drops records whose payload is an element without a template", false},
	{golangEvtx, complexData, "missing", "knows no ComplexData", false},

	{velocidexEvtx, helloForBusiness, "time", "takes the time of an overwritten record from its remains", false},
	{velocidexEvtx, helloForBusiness, "missing", "loses the last of several values", false},
	{velocidexEvtx, complexData, "missing", "loses Binary beside named data, and ComplexData", false},
	{velocidexEvtx, "EVTX-ATTACK-_026f7d_DE_WinEventLogSvc_Crash_System_7036.evtx", "missing", "loses Binary beside named data", false},
	{velocidexEvtx, "hayabusa-sam_277a83_ID7009-Service_deployment_time_out_meterpreter_.evtx", "missing", "loses Binary beside named data", false},
	{velocidexEvtx, "hayabusa-sam_5e7528_ID7045-7036_PSexec_service_installation.evtx", "missing", "loses Binary beside named data", false},
	{velocidexEvtx, "evtx_2b128d_Application_no_crc32.evtx", "missing", "loses one of the named values", false},
	{velocidexEvtx, "hayabusa-sam_306609_ID4908-Special_group_table_changed.evtx", "missing", "loses the only value", false},
	{velocidexEvtx, "hayabusa-sam_1157a9_ID800-4103-4104-WMI_registration_via_PowerLurk.evtx", "missing", directElements, false},
	{velocidexEvtx, "hayabusa-sam_32bb9a_ID800-4103-Firewall_disabled.evtx", "missing", directElements, false},
	{velocidexEvtx, "hayabusa-sam_58918c_ID800-4103-4104-Print_spooler_privilege_escalation_CVE-2020-1048_.evtx", "missing", directElements, false},
}

const directElements = "does not name the data of records without a template"

// agrees compares two values.
func (p peer) agrees(ours, theirs string) bool {
	if ours == theirs {
		return true
	}
	for _, r := range renderings {
		if (r.peer == "" || r.peer == p) && r.same(ours, theirs) {
			return true
		}
	}
	return false
}

// known returns the index of a disagreement, or -1.
func (p peer) known(file, what string) int {
	return slices.IndexFunc(disagreements, func(d disagreement) bool {
		return d.peer == p && d.what == what && (d.file == "" || d.file == file)
	})
}

// collector keeps all events.
type collector struct{ events []*evidence.Event }

func (*collector) Wants(parsers.Header) bool        { return true }
func (*collector) WantsKey(string) parsers.Interest { return parsers.Wanted }
func (c *collector) Event(ev *evidence.Event)       { c.events = append(c.events, ev) }
func (*collector) Coverage(evidence.Coverage)       {}
func (*collector) Setting(evidence.Setting)         {}
func (*collector) Certificate(evidence.Certificate) {}
func (*collector) Product(evidence.Product)         {}

func parse(t testing.TB, path string) []*evidence.Event {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	var c collector
	_, err = evtx.Parser{}.Parse(context.Background(), parsers.Input{R: f}, &c)
	require.NoError(t, err)
	return c.events
}

// tally counts what was compared, so that a comparison of nothing is noticed.
type tally struct {
	files, events, values int
	seen                  map[int]bool // disagreements that showed
}

func TestPeersFindTheSameEvents(t *testing.T) {
	for _, p := range []peer{golangEvtx, velocidexEvtx} {
		t.Run(string(p), func(t *testing.T) {
			n := tally{seen: map[int]bool{}}
			for _, path := range smallLogs(t) {
				p.compare(t, path, &n)
			}
			t.Logf("compared %d files, %d events, %d values", n.files, n.events, n.values)
			require.Greater(t, n.files, 200)
			require.Greater(t, n.values, 15000)
			for i, d := range disagreements {
				if d.peer == p && !d.luck {
					require.True(t, n.seen[i], "the peer no longer disagrees: %v", d)
				}
			}
		})
	}
}

func smallLogs(t testing.TB) (list []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(golden.Corpus(t, "evtx", "files"), "*.evtx"))
	require.NoError(t, err)
	for _, path := range paths {
		info, err := os.Stat(path)
		require.NoError(t, err)
		if info.Size() <= maxFile {
			list = append(list, path)
		}
	}
	return list
}

// compare reads one log with both.
func (p peer) compare(t *testing.T, path string, n *tally) {
	file := filepath.Base(path)
	report := func(what, format string, args ...any) {
		i := p.known(file, what)
		n.seen[i] = true
		if i < 0 {
			t.Errorf("%s: %s: %s", file, what, fmt.Sprintf(format, args...))
		}
	}
	theirs, err := p.run(t, path)
	if err != nil {
		report("crash", "%v", err)
	}
	ours := parse(t, path)
	if len(ours) != len(theirs) {
		report("count", "ours %d, theirs %d", len(ours), len(theirs))
		return
	}
	n.files++
	for i := range ours {
		n.events++
		p.compareEvent(ours[i], theirs[i], n, report)
	}
}

func (p peer) compareEvent(ours *evidence.Event, theirs seen, n *tally, report func(what, format string, args ...any)) {
	for _, c := range []struct {
		what         string
		ours, theirs any
	}{
		{"record id", ours.RecordID, theirs.RecordID},
		{"event id", uint64(ours.EventID), theirs.EventID},
		{"provider", ours.Provider.Name, theirs.Provider},
		{"channel", ours.Channel, theirs.Channel},
		{"computer", ours.Computer, theirs.Computer},
	} {
		if c.ours != c.theirs {
			report(c.what, "record %d: ours %v, theirs %v", ours.RecordID, c.ours, c.theirs)
		}
	}
	if d := ours.Time.Sub(theirs.Time).Abs(); d > 2*time.Microsecond {
		report("time", "record %d: ours %v, theirs %v", ours.RecordID, ours.Time, theirs.Time)
	}
	for _, f := range ours.Data {
		if len(theirs.Data) == 0 || f.Name == "" {
			continue // UserData, and data without names, have another shape
		}
		value, ok := theirs.Data[f.Name]
		switch n.values++; {
		case !ok:
			report("missing", "record %d: %s=%q", ours.RecordID, f.Name, f.Value)
		case !p.agrees(f.Value, value):
			report("value", "record %d: %s: ours %q, theirs %q", ours.RecordID, f.Name, f.Value, value)
		}
	}
}
