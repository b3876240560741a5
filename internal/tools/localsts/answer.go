package localsts

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
)

const (
	stsSpace = "https://sts.amazonaws.com/doc/2011-06-15/"
	iamSpace = "https://iam.amazonaws.com/doc/2010-05-08/"
)

// space is the XML namespace of the service that has c's operation.
func (c call) space() string {
	switch c.action {
	case "CreateRole", "UpdateRole", "GetRole":
		return iamSpace
	}
	return stsSpace
}

// An element of an answer has text or elements.
type element struct {
	name, text string
	kids       answer
}

type answer []element

func (a answer) write(out *strings.Builder) {
	for _, e := range a {
		out.WriteString("<" + e.name + ">")
		xml.EscapeText(out, []byte(e.text))
		e.kids.write(out)
		out.WriteString("</" + e.name + ">")
	}
}

// A failure is what AWS answers instead.
type failure struct {
	status        int
	code, message string
}

// invalid is the failure of all checks on session lengths.
func invalid(message string) *failure {
	return &failure{http.StatusBadRequest, "ValidationError", message}
}

func malformed(message string) *failure {
	return &failure{http.StatusBadRequest, "MalformedInput", message}
}

// requestID is the same for every call; nothing reads a length from it.
const requestID = "11111111-2222-3333-4444-555555555555"

func writeAnswer(w http.ResponseWriter, c call, result answer) {
	kids := answer{{name: "ResponseMetadata", kids: answer{{name: "RequestId", text: requestID}}}}
	if result != nil || c.action == "UpdateRole" {
		kids = append(answer{{name: c.action + "Result", kids: result}}, kids...)
	}
	writeXML(w, http.StatusOK, c.action+"Response", c.space(), kids)
}

func writeFailure(w http.ResponseWriter, space string, f *failure) {
	writeXML(w, f.status, "ErrorResponse", space, answer{
		{name: "Error", kids: answer{{name: "Type", text: "Sender"}, {name: "Code", text: f.code}, {name: "Message", text: f.message}}},
		{name: "RequestId", text: requestID},
	})
}

func writeXML(w http.ResponseWriter, status int, root, space string, kids answer) {
	var out strings.Builder
	fmt.Fprintf(&out, "<%s xmlns=%q>", root, space)
	kids.write(&out)
	fmt.Fprintf(&out, "</%s>\n", root)
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	w.Write([]byte(out.String()))
}
