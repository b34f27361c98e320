# Reads each feed named on the command line by Ruby's own validating reader and prints, as one JSON object, how
# many entries a feed has or why it is refused.
require "json"
require "rss"

# RSS 2.0 lets in what has a namespace; this reader knows Dublin Core and content, but no Atom within RSS.
ATOM_IN_RSS = %r{<atom:(\w+)[^>]*?(?:/>|>[^<]*</atom:\1>)}

def entries(text)
  # Validated, and what it does not know is an error.
  feed = RSS::Parser.parse(text.gsub(ATOM_IN_RSS, ""), true, false)
  raise "there is no feed in it" unless feed

  feed.items.size
rescue StandardError => error
  "#{error.class}: #{error.message}"
end

puts JSON.generate(ARGV.to_h { |file| [file, entries(File.read(file, encoding: "UTF-8"))] })
