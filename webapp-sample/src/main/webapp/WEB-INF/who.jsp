<%@ page contentType="text/plain;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Who" %>
<%= Who.describe(request) %>
