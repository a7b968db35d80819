package schema

// memberTable finds ids by name: open addressing over a hash of length, first and last bytes, which already tells
// nearly all R4 names apart.
type memberTable struct {
	names []string // by MemberID
	slots []MemberID
	mask  uint32
}

func newMemberTable(names []string) memberTable {
	size := 1
	for size < 4*len(names) {
		size *= 2
	}
	t := memberTable{names: names, slots: make([]MemberID, size), mask: uint32(size - 1)}
	for id := int(UnknownMember) + 1; id < len(names); id++ {
		h := hashName(names[id]) & t.mask
		for t.slots[h] != NoMember {
			h = (h + 1) & t.mask
		}
		t.slots[h] = MemberID(id)
	}
	return t
}

func (t *memberTable) lookup(name string) MemberID {
	for h := hashName(name) & t.mask; t.slots[h] != NoMember; h = (h + 1) & t.mask {
		if id := t.slots[h]; t.names[id] == name {
			return id
		}
	}
	return UnknownMember
}

func (t *memberTable) lookupBytes(name []byte) MemberID {
	for h := hashName(name) & t.mask; t.slots[h] != NoMember; h = (h + 1) & t.mask {
		if id := t.slots[h]; t.names[id] == string(name) {
			return id
		}
	}
	return UnknownMember
}

func hashName[T string | []byte](s T) uint32 {
	h := uint32(len(s))
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

// fieldIndex maps the members of one type to positions in Fields and then twins: open addressing, at most half full.
type fieldIndex struct {
	slots []fieldSlot
	mask  uint16
}

type fieldSlot struct {
	member MemberID // NoMember: empty
	pos    uint16
}

// slotsFor returns the table size for n fields.
func slotsFor(n int) int {
	size := 1
	for size < 2*n {
		size *= 2
	}
	return size
}

func (x *fieldIndex) insert(m MemberID, pos int) {
	h := uint16(m) & x.mask
	for x.slots[h].member != NoMember {
		h = (h + 1) & x.mask
	}
	x.slots[h] = fieldSlot{m, uint16(pos)}
}

func (x *fieldIndex) lookup(m MemberID) int {
	if m <= UnknownMember || len(x.slots) == 0 {
		return -1
	}
	for h := uint16(m) & x.mask; ; h = (h + 1) & x.mask {
		switch s := x.slots[h]; s.member {
		case m:
			return int(s.pos)
		case NoMember:
			return -1
		}
	}
}
