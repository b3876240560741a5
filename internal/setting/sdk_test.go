package setting

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// stsInputs are the input structs of every STS operation of the SDK. A new
// operation has to be added by hand; TestEveryOperationIsListed tells.
var stsInputs = []any{
	sts.AssumeRoleInput{}, sts.AssumeRoleWithSAMLInput{}, sts.AssumeRoleWithWebIdentityInput{}, sts.AssumeRootInput{},
	sts.DecodeAuthorizationMessageInput{}, sts.GetAccessKeyInfoInput{}, sts.GetCallerIdentityInput{},
	sts.GetDelegatedAccessTokenInput{}, sts.GetFederationTokenInput{}, sts.GetSessionTokenInput{}, sts.GetWebIdentityTokenInput{},
}

func operation(input any) string {
	return strings.TrimSuffix(reflect.TypeOf(input).Name(), "Input")
}

func TestEveryOperationIsListed(t *testing.T) {
	listed := map[string]bool{}
	for _, in := range stsInputs {
		listed[operation(in)] = true
	}
	client := reflect.TypeOf(&sts.Client{})
	for i := range client.NumMethod() {
		m := client.Method(i)
		// An operation is a method of (client, context, *XInput, options...).
		if m.Type.NumIn() == 4 && m.Type.In(2).Kind() == reflect.Pointer && m.Type.In(2).Elem().Name() == m.Name+"Input" && !listed[m.Name] {
			t.Errorf("the SDK has an operation %s that no test looks at", m.Name)
		}
	}
}

// The SDK's own structs check our table: a duration field that we invent, or
// one that the SDK gains, fails here.
func TestLimitsAreFieldsOfTheSDK(t *testing.T) {
	byAPI := map[string]*Limit{}
	for _, l := range Limits {
		byAPI[l.API] = l
	}
	for _, in := range stsInputs {
		api := "sts:" + operation(in)
		duration := ""
		for _, f := range reflect.VisibleFields(reflect.TypeOf(in)) {
			if strings.Contains(f.Name, "Duration") {
				duration = f.Name
				if f.Type != reflect.TypeOf((*int32)(nil)) {
					t.Errorf("%s.%s is a %s, not whole seconds", api, f.Name, f.Type)
				}
			}
		}
		limit := byAPI[api]
		switch {
		case limit == nil && duration != "":
			t.Errorf("the SDK's %s has %s, and no limit names it", api, duration)
		case limit != nil && limit.Field != duration:
			t.Errorf("limit %s names %s.%s; the SDK has %q", limit.ID, api, limit.Field, duration)
		}
	}
}

func TestLimitsHaveASource(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range Limits {
		if seen[l.ID] || l.ID == "" || l.Title == "" || !strings.HasPrefix(l.Source, "https://") || l.Checked == "" {
			t.Errorf("limit %q: a row needs its own ID, a title, a source and the day it was read", l.ID)
		}
		seen[l.ID] = true
		if l != OtherService && (l.Min > l.Default || l.Default > l.Max) {
			t.Errorf("limit %s: %d <= %d <= %d does not hold", l.ID, l.Min, l.Default, l.Max)
		}
	}
}
