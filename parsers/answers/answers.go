// Package answers reads what short commands of an examination print: whether a
// port, a name, a clock, a TPM or an account is all right.
//
//	Test-NetConnection                 ComputerName     : login.microsoftonline.com
//	                                   RemotePort       : 443
//	                                   TcpTestSucceeded : False
//	Test-MigrationServerAvailability   Result  : Failed
//	                                   Message : The connection to the server … could not be completed.
//	Get-Tpm                            TpmPresent : True
//	                                   TpmReady   : False
//	nslookup                           *** dns01 can't find login.contoso.com: Non-existent domain
//	                                   *** Request to dns01 timed-out
//	w32tm /query /status               Source: Local CMOS Clock
//	w32tm /stripchart                  10:15:00, +412.1234567s
//	repadmin                           Last attempt @ 2024-06-01 10:15:00 failed, result 8453 (0x2105):
//	Test-ADServiceAccount              False
//	whoami                             contoso\taro
//	tzutil /g                          Tokyo Standard Time
//	Get-TimeZone                       Id : Tokyo Standard Time
//	w32tm /tz                          Time zone: Current:TIME_ZONE_ID_UNKNOWN Bias: -540min (UTC=LocalTime+Bias)
//
// Each answer is an event of the log "command-output" without a time: its field
// Command is the command's name, the others are the properties that it printed or,
// where it prints sentences, Outcome and what they name. Property names are
// English on every Windows; the sentences are read in English and Japanese.
//
// Test-ADServiceAccount and whoami print one word, which only the name of the
// file can explain, or the command on the console above it.
//
// The last three prove the zone of the host's clock.
//
// Source: output of the commands on Windows Server 2016 to 2025.
package answers

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "command-output"

// Parser reads answers of commands.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "command" }

// headLines is how many lines may stand above the answer.
const headLines = 60

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if tz(lines) != nil || tzutil(h.Base(), h.Start(100)) != nil {
		return parsers.Structure
	}
	if opens(lines) && (cmdletOf(lines) != "" || slices.ContainsFunc(lines, func(line string) bool { return sentence(line) != nil })) {
		return parsers.Structure
	}
	if verdict(h.Base(), strings.TrimSpace(h.Start(100))) != nil {
		return parsers.Name
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	log := textlog.New(LogName, out)
	h, src, err := in.Peek()
	if err != nil {
		return log.Result, err
	}
	lines := textenc.NewLines(ctx, src)
	if command, zone := zoneOf(h); zone != nil {
		log.Result.Zone = zone
		add(log, zoneFields(command, zone), 1)
		return log.Finish(lines)
	}
	if fields := verdict(h.Base(), strings.TrimSpace(h.Start(100))); fields != nil {
		add(log, fields, 1)
		return log.Finish(lines)
	}
	if cmdlet := cmdletOf(h.Lines(headLines)); cmdlet != "" {
		objects(log, cmdlet, psout.NewBlocks(lines))
		return log.Finish(lines)
	}
	for lines.Next() {
		if fields := sentence(lines.Text()); len(fields) > 0 {
			add(log, fields, lines.Number())
		}
	}
	return log.Finish(lines)
}

// zoneOf returns the zone that a command of text names.
func zoneOf(h *parsers.Head) (command string, zone *time.Location) {
	if zone = tzutil(h.Base(), h.Start(100)); zone != nil {
		return "tzutil", zone
	}
	return "w32tm", tz(h.Lines(headLines))
}

// add sends one answer.
func add(log *textlog.Log, fields []evidence.Field, line int) {
	log.Add(&evidence.Event{Level: textlog.LevelInfo, Data: fields, Locator: evidence.Locator{Line: line}})
}

// objects sends an answer for each object that a cmdlet printed.
func objects(log *textlog.Log, cmdlet string, blocks *psout.Blocks) {
	for blocks.Next() {
		b := blocks.Block()
		if cmdletOfBlock(b) == "" {
			continue
		}
		fields := []evidence.Field{{Name: "Command", Value: cmdlet}}
		for _, p := range b.Properties {
			fields = append(fields, evidence.Field{Name: p.Name, Value: psout.Unwrap(p.Value)})
		}
		if cmdlet == getTimeZoneName {
			log.Result.Zone = cmp.Or(log.Result.Zone, getTimeZone(b))
		}
		add(log, fields, b.Line)
	}
}
