// Runtime cloudfront-js-2.0, event viewer-request.
var redirects = %REDIRECTS%;
var hidden = %HIDDEN%;
var slashed = /%SLASHED%/;
function query(parameters) {
  var pairs = [];
  for (var name in parameters) {
    var values = parameters[name].multiValue || [parameters[name]];
    values.forEach(function (one) {
      pairs.push(one.value === "" ? name : name + "=" + one.value);
    });
  }
  return pairs.length ? "?" + pairs.join("&") : "";
}
function moved(status, to) {
  return { statusCode: status, statusDescription: "Moved", headers: { location: { value: to } } };
}
function handler(event) {
  var request = event.request;
  var path = request.uri;
  var known = Object.prototype.hasOwnProperty.call(redirects, path) && redirects[path];
  if (known) return moved(known[0], known[1]);
  var plain = slashed.exec(path);
  if (plain) return moved(308, plain[1] + query(request.querystring));
  if (hidden.indexOf(path) >= 0) request.uri = "%BASE%/hidden";
  else if (path === "%BASE%/") request.uri = "%BASE%/index.html";
  else if (path.slice(path.lastIndexOf("/")).indexOf(".") < 0 && path.indexOf("%BASE%/.well-known/") !== 0)
    request.uri = path + ".html";
  return request;
}
