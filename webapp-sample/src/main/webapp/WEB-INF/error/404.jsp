<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Escape" %>
<% String title = "Not found"; %>
<%@ include file="/WEB-INF/jspf/head.jspf" %>
<h1>Not found</h1>
<p>
  There is nothing on the shelf at
  <code><%= Escape.html(request.getAttribute("jakarta.servlet.error.request_uri")) %></code>.
</p>
<p>Asked by: <span id="user"><%= Escape.html(request.getRemoteUser()) %></span></p>
<%@ include file="/WEB-INF/jspf/foot.jspf" %>
