package tlsstory

import (
	"fmt"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/tlsstory/tlswire"
)

// Levels of a row, as Windows counts them.
const (
	levelError   = 2
	levelWarning = 3
	levelInfo    = 4
)

// row returns the connection as an event.
func (c *conn) row() *evidence.Event { return c.rowAs(c.outcome()) }

func (c *conn) rowAs(outcome string) *evidence.Event {
	e := &evidence.Event{
		Kind:      evidence.KindTLS,
		Provider:  evidence.Provider{Name: Log},
		Level:     c.level(outcome),
		Time:      c.decided.time,
		Locator:   c.decided.locator,
		ProcessID: c.pid,
	}
	if source := c.decided.source; source != nil {
		e.Computer, e.LocalTime, e.Damaged = source.Computer, source.LocalTime, source.Damaged
		e.RecordID, e.Processor, e.ThreadID = source.RecordID, source.Processor, source.ThreadID
		e.ActivityID = source.ActivityID
	}
	d := &data{}
	c.who(d)
	c.offer(d)
	c.answer(d)
	c.ending(d, outcome)
	e.Data = d.fields
	e.Message = c.sentence(outcome)
	return e
}

func (c *conn) level(outcome string) uint8 {
	switch outcome {
	case "success":
		return levelInfo
	case "unknown":
		if c.hasMask && c.mask != 0 && !offersTLS12(c.mask) {
			return levelWarning
		}
		return levelInfo
	}
	return levelError
}

func offersTLS12(mask uint32) bool {
	return mask&(tlswire.MaskTLS12Client|tlswire.MaskTLS13Client) != 0
}

// data collects the fields that have a value.
type data struct{ fields []evidence.Field }

func (d *data) add(name, value string) {
	if value != "" {
		d.fields = append(d.fields, evidence.Field{Name: name, Value: value})
	}
}

func (d *data) number(name string, value uint64) {
	if value != 0 {
		d.add(name, strconv.FormatUint(value, 10))
	}
}

func (c *conn) who(d *data) {
	d.add("Process", c.process)
	d.number("ProcessID", uint64(c.pid))
	d.add("Is32Bit", c.bits)
	d.add("Host", c.hostText())
	d.number("Port", uint64(c.port))
}

// hostText is the name of the server, else its address.
func (c *conn) hostText() string {
	if c.host == "" && c.remote.IsValid() {
		return c.remote.Addr().String()
	}
	return c.host
}

func (c *conn) offer(d *data) {
	if c.hasMask {
		d.add("Mask", fmt.Sprintf("0x%X", c.mask))
	}
	d.add("Offered", c.offeredText())
	h := c.hello()
	if h == nil {
		return
	}
	d.add("SNI", h.SNI)
	d.add("HelloVersion", tlswire.VersionName(h.Version))
	d.add("SupportedVersions", tlswire.VersionNames(h.SupportedVersions))
	d.add("CipherSuites", tlswire.CipherSuiteNames(h.CipherSuites))
}

// offeredText names the versions that were offered: those of the mask, or where
// the mask leaves it to the system those of the hello.
func (c *conn) offeredText() string {
	switch {
	case c.hasMask && c.mask != 0:
		return tlswire.MaskNames(c.mask)
	case c.hello() != nil:
		return tlswire.VersionNames(c.hello().Offers())
	case c.hasMask:
		return tlswire.MaskNames(0)
	}
	return ""
}

func (c *conn) answer(d *data) {
	if h := c.server.ServerHello; h != nil {
		d.add("Negotiated", tlswire.VersionName(h.Version))
		d.add("CipherSuite", tlswire.CipherSuiteName(h.CipherSuite))
	} else {
		d.add("Negotiated", c.negotiated)
	}
	chain := c.server.Certificates
	if len(chain) == 0 {
		return
	}
	d.add("Subject", chain[0].Subject)
	d.add("Issuer", chain[0].Issuer)
	d.add("TopIssuer", chain[len(chain)-1].Issuer)
}

func (c *conn) ending(d *data, outcome string) {
	d.add("Outcome", outcome)
	if isFailure(c.result) {
		d.add("Result", fmt.Sprintf("0x%08X", c.result))
	}
	if c.hasAlert {
		d.add("Alert", strconv.Itoa(int(c.alert)))
		d.add("AlertName", tlswire.AlertName(c.alert))
		d.add("AlertFrom", c.alertFrom)
	}
	d.number("Error", uint64(c.err))
	if c.proxyStatus > 0 {
		d.number("ProxyStatus", uint64(c.proxyStatus))
	}
}

// sentence says the row in one line.
func (c *conn) sentence(outcome string) string {
	var b strings.Builder
	b.WriteString(c.subject())
	if offered := c.offeredText(); offered != "" {
		fmt.Fprintf(&b, ": offered %s", offered)
		if c.hasMask {
			fmt.Fprintf(&b, " (EnabledProtocols 0x%X)", c.mask)
		}
	}
	fmt.Fprintf(&b, ": %s", outcome)
	for _, detail := range c.details() {
		b.WriteString(", " + detail)
	}
	return b.String()
}

// subject is "powershell.exe (4567) to outlook.example.com:443".
func (c *conn) subject() string {
	who := c.process
	if who == "" {
		who = "process"
	}
	if c.pid != 0 {
		who += fmt.Sprintf(" (%d)", c.pid)
	}
	if host := c.hostText(); host != "" {
		who += " to " + host
		if c.port != 0 {
			who += ":" + strconv.Itoa(int(c.port))
		}
	}
	return who
}

func (c *conn) details() []string {
	var list []string
	if h := c.server.ServerHello; h != nil {
		list = append(list, tlswire.VersionName(h.Version))
	} else if c.negotiated != "" {
		list = append(list, c.negotiated)
	}
	if chain := c.server.Certificates; len(chain) > 0 {
		list = append(list, fmt.Sprintf("certificate issued by %q", chain[0].Issuer))
	}
	if c.hasAlert {
		list = append(list, fmt.Sprintf("alert %d %s from the %s", c.alert, tlswire.AlertName(c.alert), c.alertFrom))
	}
	if isFailure(c.result) {
		list = append(list, fmt.Sprintf("status 0x%08X", c.result))
	}
	if c.err != 0 {
		list = append(list, fmt.Sprintf("error %d", c.err))
	}
	if c.proxyStatus > 0 {
		list = append(list, fmt.Sprintf("proxy answered %d", c.proxyStatus))
	}
	return list
}
