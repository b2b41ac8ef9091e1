-- Links between pages lead to the pages as they are made; what is in the repository only is told by its name. Spaces that
-- French keeps are kept.
local made = {}
for name in (PANDOC_WRITER_OPTIONS.variables["made"] and tostring(PANDOC_WRITER_OPTIONS.variables["made"]) or ""):gmatch("%S+") do
  made[name] = true
end
local ending = tostring(PANDOC_WRITER_OPTIONS.variables["ending"] or "html")
local folder = tostring(PANDOC_WRITER_OPTIONS.variables["folder"] or "")

local function flat(path) -- where a page of the repository lies among those that are made
  local parts = {}
  for part in (folder .. path):gmatch("[^/]+") do
    if part == ".." then table.remove(parts) elseif part ~= "." then table.insert(parts, part) end
  end
  return table.concat(parts, "/")
end

function Link(link)
  if link.target:match("^%a+:") or link.target:match("^#") then return nil end
  local path, fragment = link.target:match("^([^#]*)(.*)$")
  local page = flat(path)
  if not made[page] then return link.content end
  link.target = page:gsub("/", "-"):gsub("%.md$", "." .. ending) .. fragment
  return link
end

-- In French no line begins with these signs, nor ends with the one that opens.
local kept = { [":"] = true, [";"] = true, ["!"] = true, ["?"] = true }
local function keep_spaces(inlines)
  for i = 2, #inlines - 1 do
    local before, space, after = inlines[i - 1], inlines[i], inlines[i + 1]
    if (space.t == "Space" or space.t == "SoftBreak")
        and (after.t == "Str" and (kept[after.text:sub(1, 1)] or after.text:find("^»")) or before.t == "Str" and before.text:find("«$")) then
      inlines[i] = pandoc.Str("\u{a0}")
    end
  end
  return inlines
end

function Pandoc(document)
  if pandoc.utils.stringify(document.meta.lang or "") ~= "fr" then return nil end
  return document:walk({ Inlines = keep_spaces })
end

function Image(image)
  image.src = flat(image.src)
  return image
end
