import type { KeywordTable } from './table.ts';

export const TIGRINYA: KeywordTable = {
  whole: {
    stop: 'ጠጠው ኣቋርጽ ኣቋርጹ ደው_በል ደው ደው_ኣብል ደው_ኣብሉ አቁም',
    start: 'ጀምር',
    help: 'ሓገዝ ሓግዙኒ',
    talk_to_human: 'ደውል ደውሉ ደውሉለይ ሰብ',
    find_activities: 'ንጥፈታት ንጥፈት',
    next_page: 'ተወሳኺ',
    sign_up: 'መዝግቡኒ መዝግበኒ ምዝገባ',
    cancel_sign_up: 'ሰርዝ ሰርዙ ምስራዝ',
    set_language: 'ቋንቋ',
    become_volunteer: 'ወለንታዊ',
  },
  wrongNumber: {
    phrases: 'ቁጽሪ_ተጋጊኹም ቁጽሪ_ተጋጊኻ ቁጽሪ_ተጋጊኺ ጌጋ_ቁጽሪ ቁጽሪ_ጌጋ ቁጽሩ_ጌጋ ግጉይ_ቁጽሪ',
    around: 'እዚ እዩ ሰላም ይቕሬታ ኣለኩም ብጌጋ ኣይኮንኩን ኣነ',
  },
  deceased: {
    dead: 'ሞይቱ ሞይታ ዓሪፉ ዓሪፋ ሞተ ሞተት',
    owner: 'በዓል ዋና በዓልቲ ወናኒ',
    number: 'ቁጽሪ ስልኪ',
    theirs: 'ቁጽሩ ቁጽራ ስልኩ ስልካ',
    leaveUs: 'ኣይትስደዱ ኣይትስደዱለይ ኣይትልኣኹ ኣቋርጹ',
    self: 'ኣነ',
  },
  polite: 'በጃኹም በጃኻ',
  courtesy: 'ብኽብረትኩም ብኽብረትካ በጃኹም የቐንየለይ የቐንየልና ሰላም ከመይ',
  closing: 'ሰላምታ',
  device: 'ካብ_iphone',
};
