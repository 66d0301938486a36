package certdump

import (
	"regexp"
	"strings"
)

// storeNames are the names of stores as they are used in keys of evidence. A
// store that is not among them goes by the name that it is given.
var storeNames = map[string]string{
	"my": "My", "root": "Root", "ca": "CA", "authroot": "AuthRoot", "disallowed": "Disallowed",
	"intermediate": "CA", "personal": "My", "trustedpublisher": "TrustedPublisher", "trustedpeople": "TrustedPeople",
}

var (
	nameHint = regexp.MustCompile(`(?i)(?:^|[-_. ])(my|root|ca|authroot|intermediate|disallowed|trustedpublisher)(?:[-_. ]|$)`)
	// anyStore is the name behind the words of a collector.
	anyStore = regexp.MustCompile(`(?i)(?:^|[-_])(?:cert-(?:(?:user|ent|gp|machine|networkservice)-)?|certs-(?:LocalMachine|CurrentUser)-|-store-)([a-z][a-z0-9 ]*)\.[a-z]{2,4}$`)
	owner    = regexp.MustCompile(`(?i)^(?:user|ent|gp|machine|networkservice)$`)
	provider = regexp.MustCompile(`(?im)Certificate::(LocalMachine|CurrentUser)\\([^\\\r\n]+?)\s*(?:\\|$)`)
)

// storeOfName guesses the store from the name that a collector gave the file:
// cert-user-my.txt, cert-root.txt, HOST-PS-Certs-LocalMachine-MY.txt.
func storeOfName(base string) string {
	if all := nameHint.FindAllStringSubmatch(base, -1); len(all) > 0 {
		return place(base) + `\` + storeName(all[len(all)-1][1])
	}
	if m := anyStore.FindStringSubmatch(base); m != nil && !owner.MatchString(m[1]) {
		return place(base) + `\` + storeName(m[1])
	}
	return ""
}

// place tells whose store it is. The machine's is what certutil shows unless
// told otherwise.
func place(base string) string {
	base = strings.ToLower(base)
	switch {
	case strings.Contains(base, "networkservice"):
		return "NetworkService"
	case strings.Contains(base, "cert-user"), strings.Contains(base, "currentuser"):
		return "CurrentUser"
	case strings.Contains(base, "cert-ent"):
		return "Enterprise"
	case strings.Contains(base, "cert-gp"):
		return "GroupPolicy"
	}
	return "LocalMachine"
}

// storeOfPath reads the store from a path of PowerShell's certificate drive.
func storeOfPath(text string) string {
	m := provider.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	where := "LocalMachine"
	if strings.EqualFold(m[1], "CurrentUser") {
		where = "CurrentUser"
	}
	return where + `\` + storeName(m[2])
}

func storeName(name string) string {
	if known, ok := storeNames[strings.ToLower(name)]; ok {
		return known
	}
	return name
}
