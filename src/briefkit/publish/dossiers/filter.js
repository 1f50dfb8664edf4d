(function(){
var f=document.getElementById("f"),out=document.getElementById("n"),all=Array.from(document.querySelectorAll("[data-v]"));
var texts=all.map(function(r){return r.textContent.toLowerCase()});
function on(name){var field=f.elements[name];return field?(field.type==="checkbox"?field.checked:field.value):""}
function go(){
var q=on("q").trim().toLowerCase().split(/\s+/),s=on("s"),v=on("v"),g=on("g"),l=on("l"),r=on("r"),n=0;
all.forEach(function(row,i){
var grade=g&&row.querySelector(".g");
var ok=q.every(function(word){return texts[i].indexOf(word)>-1})&&(!s||row.closest("[data-s]").dataset.s===s)&&(!v||row.dataset.v===v)&&(!g||grade.textContent===g)&&(!l||row.dataset.l===l)&&!(r&&row.hasAttribute("data-r"));
row.hidden=!ok;if(ok)n++});
document.querySelectorAll("[data-s]").forEach(function(part){part.hidden=!part.querySelector("[data-v]:not([hidden])")});
out.textContent=n+" of "+all.length+" shown"}
f.hidden=false;
f.addEventListener("input",go);
f.addEventListener("reset",function(){setTimeout(go)});
f.addEventListener("submit",function(event){event.preventDefault()});
function shown(){var to=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(to&&to.closest("[hidden]")){f.reset();setTimeout(function(){to.scrollIntoView()})}}
addEventListener("hashchange",shown);
go();
})();
