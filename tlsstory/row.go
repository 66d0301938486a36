package tlsstory

import (
	"fmt"
	"strconv"

	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
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
	e.Message = i18n.English.Say(Sentence(e))
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
