package tlsstory

// limited is a map that forgets its oldest entry when it is full. Setting a key
// again keeps the key's age.
type limited[K comparable, V any] struct {
	max     int
	values  map[K]V
	order   []K
	head    int
	evicted func(V) // called for an entry that had to go, may be nil
}

func newLimited[K comparable, V any](max int) *limited[K, V] {
	return &limited[K, V]{max: max, values: map[K]V{}}
}

func (l *limited[K, V]) get(k K) (V, bool) {
	v, ok := l.values[k]
	return v, ok
}

func (l *limited[K, V]) set(k K, v V) {
	if _, ok := l.values[k]; !ok {
		l.makeRoom()
		l.order = append(l.order, k)
	}
	l.values[k] = v
}

// remove forgets a key. Its place in the order is left behind and skipped.
func (l *limited[K, V]) remove(k K) { delete(l.values, k) }

func (l *limited[K, V]) makeRoom() {
	for len(l.values) >= l.max {
		v, ok := l.pop()
		if ok && l.evicted != nil {
			l.evicted(v)
		}
	}
	if l.head > l.max || len(l.order) > 4*l.max {
		l.compact()
	}
}

// pop takes out the oldest entry; ok is false for a place that was removed.
func (l *limited[K, V]) pop() (v V, ok bool) {
	k := l.order[l.head]
	l.head++
	v, ok = l.values[k]
	delete(l.values, k)
	return v, ok
}

// compact drops the places of removed keys, and of keys set again after their
// removal all but the newest.
func (l *limited[K, V]) compact() {
	seen := make(map[K]bool, len(l.values))
	kept := make([]K, 0, len(l.values))
	for i := len(l.order) - 1; i >= l.head; i-- {
		k := l.order[i]
		if _, ok := l.values[k]; ok && !seen[k] {
			seen[k] = true
			kept = append(kept, k)
		}
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	l.order, l.head = kept, 0
}

// all takes out every entry, oldest first.
func (l *limited[K, V]) all() []V { return l.take(func(V) bool { return true }) }

// take takes out the entries that fit, oldest first.
func (l *limited[K, V]) take(fits func(V) bool) []V {
	l.compact()
	var values []V
	for _, k := range l.order {
		if v := l.values[k]; fits(v) {
			values = append(values, v)
			delete(l.values, k)
		}
	}
	return values
}
