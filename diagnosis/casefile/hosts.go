package casefile

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"hybriddiag/products"
)

// names knows every computer of a case by its longest name.
type names struct {
	all    []string          // sorted, longest form
	byHost map[string]string // short lower-case name → longest form
}

func shortName(host string) string {
	host, _, _ = strings.Cut(strings.ToLower(host), ".")
	return host
}

// hostNames collects the computers that files and events name.
func hostNames(files []*File) names {
	n := names{byHost: map[string]string{}}
	add := func(host string) {
		if host == "" {
			return
		}
		if old := n.byHost[shortName(host)]; len(host) > len(old) || len(host) == len(old) && host < old {
			n.byHost[shortName(host)] = host
		}
	}
	for _, f := range files {
		add(f.Host)
		for _, h := range f.Facts.Hits() {
			for _, ev := range h.Kept() {
				add(ev.Computer)
			}
		}
	}
	for _, h := range n.byHost {
		n.all = append(n.all, h)
	}
	slices.Sort(n.all)
	return n
}

// full returns the longest known form of a name.
func (n names) full(host string) string {
	if f, ok := n.byHost[shortName(host)]; ok {
		return f
	}
	return host
}

// AssignHosts gives every file that does not name its computer the one it
// belongs to: the computer that prefixes its name, as the collectors write it,
// else the only computer of the nearest folder that holds one, else the only
// computer of the case. Nameless folders that contradict each other stay
// without one, each for itself.
func AssignHosts(files []*File) {
	for _, f := range files {
		if f.Host == "" {
			f.Host = collectorOf(f.Path)
		}
	}
	n := hostNames(files)
	folders := map[string]map[string]bool{}
	for _, f := range files {
		if f.Host == "" {
			continue
		}
		for dir := parent(f.Path); ; dir = parent(dir) {
			if folders[dir] == nil {
				folders[dir] = map[string]bool{}
			}
			folders[dir][shortName(f.Host)] = true
			if dir == "" {
				break
			}
		}
	}
	for _, f := range files {
		if f.Host == "" {
			f.Host = n.inPath(f.Path)
		}
	}
	setApart(files, "", len(n.all))
	for _, f := range files {
		if f.Host == "" && f.apart == "" {
			f.Host = n.around(f.Path, folders)
		}
		f.Host = n.full(f.Host)
	}
}

// collectorNames are what the two collectors call files behind the computer's
// name: <HOST>_Get-ADSync…, <HOST>-Application.evtx. Names that anybody gives a
// file, such as hosts.txt, are not among them.
var collectorNames = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9-]{0,14}?)[_-](Get-ADSync|SystemEvent\.|Application\.|Security\.|System\.|CAPI2_Operational\.|Microsoft-|Microsoft_AzureADConnect_|` +
	`PS-Certs-|certutil-v-store-|winhttp-proxy\.|WinHTTPRegistry\.|reg-(?:schannel|MSDOTNet4|cipher-Suit|AAD(?:Up|ConServ)?Config)\.|NET-version\.|ConnectorVersion\.|` +
	`(?:` + strings.Join(products.Builtin().Get(products.PrivateNetworkConnector).Programs, "|") + `)(?:Updater)?Service\.exe\.config|machine\.config\.txt|services-config-|HTTP-network\.)`)

// collectorArchive is the name of the archive that the connector's collector
// leaves, or of the folder it was unpacked to.
var collectorArchive = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9-]{0,14})_AADAP_traces_`)

// collectorOf returns the computer that the collector named in the file's name,
// else in the archive around it.
func collectorOf(p string) string {
	if host := collectorPrefix(path.Base(p)); host != "" {
		return host
	}
	parts := strings.FieldsFunc(p, func(r rune) bool { return r == '/' || r == '!' })
	for _, part := range slices.Backward(parts[:max(len(parts)-1, 0)]) {
		if m := collectorArchive.FindStringSubmatch(part); m != nil {
			return m[1]
		}
	}
	return ""
}

// collectorPrefix returns the computer that a collector's file name begins with.
func collectorPrefix(base string) string {
	if m := collectorNames.FindStringSubmatch(base); m != nil {
		return m[1]
	}
	return ""
}

// inPath returns the computer that the file, or a folder or archive around it,
// is named after.
func (n names) inPath(p string) string {
	base := strings.ToLower(path.Base(p))
	best := ""
	for short := range n.byHost {
		if rest, ok := strings.CutPrefix(base, short); ok && rest != "" && strings.ContainsRune("_-. ", rune(rest[0])) && len(short) > len(best) {
			best = short
		}
	}
	if best != "" {
		return best
	}
	return dirHost(p, n)
}

// around returns the only computer of the nearest folder that holds one, else
// the only computer of the case.
func (n names) around(p string, folders map[string]map[string]bool) string {
	for dir := parent(p); ; dir = parent(dir) {
		if len(folders[dir]) == 1 {
			for short := range folders[dir] {
				return short
			}
		}
		if len(folders[dir]) > 1 {
			return ""
		}
		if dir == "" {
			break
		}
	}
	if len(n.all) == 1 {
		return n.all[0]
	}
	return ""
}

// dirHost finds a folder or archive of the path that is named after a computer.
func dirHost(p string, n names) string {
	parts := strings.FieldsFunc(strings.ToLower(p), func(r rune) bool { return r == '/' || r == '!' })
	for _, part := range slices.Backward(parts[:max(len(parts)-1, 0)]) {
		stem := strings.TrimSuffix(part, path.Ext(part))
		for _, name := range []string{part, stem} {
			if _, ok := n.byHost[name]; ok {
				return name
			}
		}
		for _, host := range n.all {
			if short := shortName(host); strings.HasPrefix(part, short+"_") || strings.HasPrefix(part, short+"-") {
				return short
			}
		}
	}
	return ""
}

// parent returns the folder or archive that holds p, "" for the case itself.
func parent(p string) string {
	if i := strings.LastIndexByte(p, '/'); i >= 0 {
		return strings.TrimSuffix(p[:i], "!")
	}
	return ""
}
