package regstate

import (
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/regpath"
	"hybriddiag/products"
)

// own are the keys that the facts of this package are drawn from, whether the
// sink wants their values or not.
var own = parsers.NewKeySet(
	regpath.SelectKey,
	keyComputerName, keyTimeZone, keyTCPIP, keyWindows, keyDotNet,
	strings.TrimSuffix(keyServices, `\`),
	`HKLM\SOFTWARE`+keyUninstall+`*`,
	`HKLM\SOFTWARE\WOW6432Node`+keyUninstall+`*`,
	`HKCU\Software`+keyUninstall+`*`,
	`HKU\*\Software`+keyUninstall+`*`,
)

// Wants reports whether to read a key, as the source spells it: for the sink or
// for the facts.
func (c *Collector) Wants(raw []byte) parsers.Interest { return c.filter.Wants(raw) }

// interest answers for a normalized key.
func (c *Collector) interest(key string) parsers.Interest {
	return max(c.out.WantsKey(key), own.Wants(key), c.serviceInterest(key))
}

// serviceInterest answers for the key of a service, whose facts have keys of
// their own in the evidence.
func (c *Collector) serviceInterest(key string) parsers.Interest {
	name, ok := regpath.CutPrefix(key, keyServices)
	if !ok || strings.Contains(name, `\`) {
		return parsers.Unwanted
	}
	if _, known := products.OfService(name); known || c.out.WantsKey(evidence.ServiceKey(name)) == parsers.Wanted {
		return parsers.Wanted
	}
	return parsers.Unwanted
}

// sinkWants reports whether the sink wants the settings of a key. Settings come
// key by key, so that one answer is remembered.
func (c *Collector) sinkWants(key string) bool {
	if c.asked != key {
		c.asked, c.answer = key, c.out.WantsKey(key)
	}
	return c.answer == parsers.Wanted
}
