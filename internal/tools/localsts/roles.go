package localsts

import (
	"fmt"
	"net/http"
	"strconv"
)

func (s *Server) createRole(c call) (answer, *failure) {
	for _, field := range []string{"RoleName", "AssumeRolePolicyDocument"} {
		if fail := c.needs(field); fail != nil {
			return nil, fail
		}
	}
	most, fail := c.seconds("MaxSessionDuration", lowestCap, longestRole, usual)
	if fail != nil {
		return nil, fail
	}
	name := c.get("RoleName")
	if _, exists := s.roles[name]; exists {
		return nil, &failure{http.StatusConflict, "EntityAlreadyExists", fmt.Sprintf("Role with name %s already exists.", name)}
	}
	s.roles[name] = most
	return s.describe(name), nil
}

// updateRole applies the default where no maximum is given, as the API
// reference says.
func (s *Server) updateRole(c call) (answer, *failure) {
	most, fail := c.seconds("MaxSessionDuration", lowestCap, longestRole, usual)
	if fail != nil {
		return nil, fail
	}
	name, fail := s.named(c)
	if fail != nil {
		return nil, fail
	}
	s.roles[name] = most
	return nil, nil
}

func (s *Server) getRole(c call) (answer, *failure) {
	name, fail := s.named(c)
	if fail != nil {
		return nil, fail
	}
	return s.describe(name), nil
}

// named is the name of the role that c speaks of.
func (s *Server) named(c call) (string, *failure) {
	if fail := c.needs("RoleName"); fail != nil {
		return "", fail
	}
	name := c.get("RoleName")
	if _, exists := s.roles[name]; !exists {
		return "", &failure{http.StatusNotFound, "NoSuchEntity", fmt.Sprintf("The role with name %s cannot be found.", name)}
	}
	return name, nil
}

func (s *Server) describe(name string) answer {
	return answer{{name: "Role", kids: answer{
		{name: "Path", text: "/"},
		{name: "RoleName", text: name},
		{name: "RoleId", text: "AROAFAKE"},
		{name: "Arn", text: "arn:aws:iam::" + account + ":role/" + name},
		{name: "CreateDate", text: "2020-01-01T00:00:00Z"},
		{name: "MaxSessionDuration", text: strconv.FormatInt(s.roles[name], 10)},
	}}}
}
