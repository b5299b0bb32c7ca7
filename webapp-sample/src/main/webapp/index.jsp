<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" import="dev.portcullis.sample.Escape" %>
<% String title = "Welcome"; %>
<%@ include file="/WEB-INF/jspf/head.jspf" %>
<h1>Welcome to the library</h1>
<p>
  This is an old application: servlets and pages behind a <code>web.xml</code> of 2006. It has never
  had a login of its own. It asks the servlet API who is there, and lets the gate in front of it see
  to the rest.
</p>

<h2>For everybody</h2>
<dl>
  <dt><a href="public/about.jsp">public/about.jsp</a></dt>
  <dd>where the library is, and when it is open</dd>
  <dt><a href="public/whoami">public/whoami</a></dt>
  <dd>what the servlet API says of you, if anything</dd>
  <dt><a href="react/index.html">react/index.html</a></dt>
  <dd>a page in React that signs in with either kind of token, or with cookies</dd>
</dl>

<h2>For staff</h2>
<dl>
  <dt><a href="books.jsp">books.jsp</a></dt>
  <dd>the catalogue</dd>
  <dt><a href="suggest.jsp">suggest.jsp</a></dt>
  <dd>a form from 2006, which knows no hidden field</dd>
  <dt><a href="whoami">whoami</a></dt>
  <dd>what the servlet API says of you</dd>
  <dt><a href="api/hello">api/hello</a>, <a href="api/books">api/books</a></dt>
  <dd>for programs, in JSON</dd>
  <dt><a href="api/async">api/async</a>, <a href="api/forward">api/forward</a></dt>
  <dd>the same answer as <code>whoami</code>, the long way round</dd>
  <dt><a href="api/fail">api/fail</a></dt>
  <dd>falls over, and shows the error page</dd>
</dl>

<h2>For administrators</h2>
<dl>
  <dt><a href="admin/index.jsp">admin/index.jsp</a></dt>
  <dd>the shelves at a glance</dd>
  <dt><a href="admin/report">admin/report</a></dt>
  <dd>the same for a program</dd>
</dl>
<%@ include file="/WEB-INF/jspf/foot.jspf" %>
