<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Catalogue, dev.portcullis.sample.Escape" %>
<% String title = "Administration"; %>
<%@ include file="/WEB-INF/jspf/head.jspf" %>
<h1>Administration</h1>
<p>
  <%= Catalogue.of(application).books().size() %> titles, <%= Catalogue.of(application).copies() %>
  copies. The same <a href="report">for a program</a>.
</p>
<p>The servlet API says that you are <%= request.isUserInRole("admin") ? "" : "not " %>an administrator.</p>
<%@ include file="/WEB-INF/jspf/foot.jspf" %>
