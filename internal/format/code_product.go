package format

import "stackengine.dev/sandbox/internal/setting"

// A codeFactor is one factor of a product.
type codeFactor struct {
	codeRange
	plain    bool // one number in digits
	value    setting.Seconds
	known    bool
	converts bool // it turns hours or minutes into seconds
}

// product reads factors; for a duration exactly one of them carries the unit.
// What an edit goes to is the one factor that is not a conversion.
func (f *codeFile) product(r codeRange, parts []codeRange, w codeWant) codeValue {
	unit := w.unit
	if w.duration {
		unit = 0
		var rest []codeRange
		for _, p := range parts {
			if u := f.timeConstant(f.bare(p)); u != 0 && unit == 0 {
				unit = u
			} else {
				rest = append(rest, p)
			}
		}
		if unit == 0 {
			return f.worked(r)
		}
		parts = rest
	}
	if v, ok := f.digits(parts, unit); ok {
		return v
	}
	factors := make([]codeFactor, len(parts))
	counts := 0 // of what is not a conversion
	for i, p := range parts {
		p = f.bare(p)
		v := f.fold(p, codeWant{unit: setting.InSeconds})
		factors[i] = codeFactor{codeRange: p, plain: p.len() == 1 && f.kind(p.from) == codeNumber, value: v.value, known: v.known()}
		factors[i].converts = v.known() && (v.value == 60 || v.value == 3600)
		if !factors[i].converts {
			counts++
		}
	}
	target, scale := -1, setting.Seconds(1)
	for i, c := range factors {
		switch {
		case counts > 0 && !c.converts || counts == 0 && target < 0:
			if target >= 0 {
				return f.several(r, factors, w)
			}
			target = i
		default:
			scale *= c.value
		}
	}
	scaled, ok := scaleUnit(unit, scale)
	if !ok {
		return f.several(r, factors, w)
	}
	return f.fold(factors[target].codeRange, codeWant{unit: scaled})
}

// digits reads factors that are all plain numbers and stand side by side.
func (f *codeFile) digits(parts []codeRange, unit setting.Unit) (codeValue, bool) {
	if len(parts) == 0 {
		return codeValue{}, false
	}
	for i, p := range parts {
		if p.len() != 1 || f.kind(p.from) != codeNumber || i > 0 && p.from != parts[i-1].to+1 {
			return codeValue{}, false
		}
	}
	v := codeValue{state: setting.Computed, place: f.place(codeRange{parts[0].from, parts[len(parts)-1].to}), unit: unit}
	if len(parts) == 1 {
		return f.number(parts[0].from, unit), true
	}
	n, ok := unit.Read(v.place.Text())
	v.value = n
	return v, ok
}

// several is a product in which no one factor is the one to change.
func (f *codeFile) several(r codeRange, factors []codeFactor, w codeWant) codeValue {
	if w.duration {
		return f.worked(r)
	}
	total := w.unit.Seconds()
	for _, c := range factors {
		if !c.known || c.value <= 0 || c.value > 1<<20 || total > 1<<20 {
			return f.worked(r)
		}
		total *= c.value
	}
	return f.arithmetic(r, total, w)
}

// scaleUnit is the unit of a number that is multiplied with scale to be one
// of unit.
func scaleUnit(unit setting.Unit, scale setting.Seconds) (setting.Unit, bool) {
	switch unit.Seconds() * scale {
	case 1:
		return setting.InSeconds, true
	case 60:
		return setting.InMinutes, true
	case 3600:
		return setting.InHours, true
	}
	return 0, false
}

// timeConstant is the unit that Go's time.Hour and its like stand for, or 0.
func (f *codeFile) timeConstant(r codeRange) setting.Unit {
	if r.len() != 3 || f.text(r.from) != "time" || f.text(r.from+1) != "." {
		return 0
	}
	switch f.text(r.from + 2) {
	case "Hour":
		return setting.InHours
	case "Minute":
		return setting.InMinutes
	case "Second":
		return setting.InSeconds
	}
	return 0
}
