package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/plan"
	"stackengine.dev/sandbox/internal/report"
	"stackengine.dev/sandbox/internal/setting"
)

// A field reads one field of a JSON object.
type field func(value gjson.Result) error

// read hands each field of object to its reader. Fields that nobody reads,
// and fields that come twice, are refused.
func read(object gjson.Result, where string, fields map[string]field) error {
	if !object.IsObject() {
		return fmt.Errorf("%s is not an object", where)
	}
	var err error
	seen := map[string]bool{}
	object.ForEach(func(key, value gjson.Result) bool {
		name := key.String()
		reader, known := fields[name]
		switch {
		case !known:
			err = fmt.Errorf("%s has an unknown field %q", where, name)
		case seen[name]:
			err = fmt.Errorf("%s has the field %q twice", where, name)
		default:
			seen[name] = true
			if err = reader(value); err != nil {
				err = fmt.Errorf("%s: %s: %v", where, name, err)
			}
		}
		return err == nil
	})
	return err
}

func text(into *string) field {
	return func(v gjson.Result) error {
		if v.Type != gjson.String {
			return fmt.Errorf("must be a string")
		}
		*into = unquote(v.Raw)
		return nil
	}
}

// unquote is the text of a JSON string that gjson has found valid. Texts may
// be tens of megabytes, and gjson's own String copies them twice.
func unquote(raw string) string {
	raw = raw[1 : len(raw)-1]
	next := strings.IndexByte(raw, '\\')
	if next < 0 {
		return raw
	}
	var out strings.Builder
	out.Grow(len(raw))
	for ; next >= 0; next = strings.IndexByte(raw, '\\') {
		out.WriteString(raw[:next])
		switch c := raw[next+1]; c {
		case 'n':
			out.WriteByte('\n')
		case 'r':
			out.WriteByte('\r')
		case 't':
			out.WriteByte('\t')
		case '"', '\\', '/':
			out.WriteByte(c)
		default: // \u, \b, \f: rare enough for the library, pairs of surrogates included
			rare := raw[next:]
			end := 2
			for end <= len(rare) && rare[end-2] == '\\' && strings.IndexByte("ubf", rare[end-1]) >= 0 {
				if rare[end-1] == 'u' {
					end += 4
				}
				end += 2
			}
			end -= 2
			out.WriteString(gjson.Parse(`"` + rare[:end] + `"`).String())
			raw = rare[end:]
			continue
		}
		raw = raw[next+2:]
	}
	out.WriteString(raw)
	return out.String()
}

func boolean(into *bool) field {
	return func(v gjson.Result) error {
		if !v.IsBool() {
			return fmt.Errorf("must be true or false")
		}
		*into = v.Bool()
		return nil
	}
}

// seconds reads whole seconds in a range. Null is the same as leaving it out.
func seconds(into *setting.Seconds, least, most setting.Seconds) field {
	return func(v gjson.Result) error {
		if v.Type == gjson.Null {
			return nil
		}
		n := setting.Seconds(v.Int())
		if v.Type != gjson.Number || float64(n) != v.Float() || n < least || n > most {
			return fmt.Errorf("must be a whole number of seconds from %d to %d", least, most)
		}
		*into = n
		return nil
	}
}

// oneOf reads a word out of a list; its index in the list is the value.
func oneOf[T ~uint8](into *T, words ...string) field {
	return func(v gjson.Result) error {
		i := slices.Index(words, v.String())
		if v.Type != gjson.String || i < 0 {
			return fmt.Errorf("must be one of %s", strings.Join(words, ", "))
		}
		*into = T(i)
		return nil
	}
}

func each(where string, most int, item func(gjson.Result) error) field {
	return func(v gjson.Result) error {
		if !v.IsArray() {
			return fmt.Errorf("must be a list")
		}
		var err error
		n := 0
		v.ForEach(func(_, value gjson.Result) bool {
			if n++; n > most {
				err = fmt.Errorf("%s are more than %d", where, most)
				return false
			}
			err = item(value)
			return err == nil
		})
		return err
	}
}

func formatID(into *string) field {
	return func(v gjson.Result) error {
		if _, known := format.ByID(v.String()); !known && v.String() != "" {
			ids := make([]string, len(format.Formats))
			for i, f := range format.Formats {
				ids[i] = f.ID
			}
			return fmt.Errorf("must be one of %s", strings.Join(ids, ", "))
		}
		*into = v.String()
		return nil
	}
}

func choices(into *map[string]int) field {
	return func(v gjson.Result) error {
		if !v.IsObject() {
			return fmt.Errorf("must be an object of finding id to fix index")
		}
		*into = map[string]int{}
		var err error
		v.ForEach(func(key, value gjson.Result) bool {
			if value.Type != gjson.Number || float64(value.Int()) != value.Float() {
				err = fmt.Errorf("the index of %q must be a whole number", key.String())
				return false
			}
			(*into)[key.String()] = int(value.Int())
			return true
		})
		return err
	}
}

// options reads plan.Options, the notation that is to be read alone, and which
// outputs are wanted.
func options(into *plan.Options, notation *string, outputs *report.Outputs) field {
	return func(v gjson.Result) error {
		role := setting.RoleMaximum
		return read(v, "options", map[string]field{
			"requested": seconds(&into.Requested, 1, 1<<31),
			"roleMax":   seconds(&into.RoleMax, role.Min, role.Max),
			"orgLimit":  seconds(&into.OrgLimit, role.Min, role.Max),
			"strategy":  oneOf(&into.Strategy, "auto", "reduce", "raise"),
			"target":    text(&into.Target),
			"chained":   oneOf(&into.Chained, "auto", "yes", "no"),
			"suggest":   boolean(&into.Suggest),
			"format":    formatID(notation),
			"choices":   choices(&into.Choices),
			"outputs":   oneOf(outputs, "all", "changed"),
		})
	}
}
