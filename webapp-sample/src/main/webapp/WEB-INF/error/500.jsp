<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Escape" %>
<% String title = "Out of order"; %>
<%@ include file="/WEB-INF/jspf/head.jspf" %>
<h1>Out of order</h1>
<p>Something fell down behind the counter. It is in the log, and not your doing.</p>
<p>Asked by: <span id="user"><%= Escape.html(request.getRemoteUser()) %></span></p>
<%@ include file="/WEB-INF/jspf/foot.jspf" %>
