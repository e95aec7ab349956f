/** How people of one script are called here: given names from the most usual on, and parts that make up family names. */
type Script = {
  languages: readonly string[]
  given: string
  /** The beginnings and the ends of family names that nobody has: every combination is one. */
  family: readonly [string, string]
}

/** Names in four scripts. Each list is used by Zipf's law: the first name is borne by many, the last by few. */
export const SCRIPTS: readonly Script[] = [
  {
    languages: ['so', 'sw', 'en', 'es', 'fr', 'tr'],
    given:
      'Amina Mohamed Fatima Ali Hodan Ahmed Maria Mehmet Ayşe Yusuf Amal Ibrahim Halima Hassan Ana José Zahra Omar Grace Daniel Leyla Emre Sagal Abdi Lucía Carlos Rahma Said Neema Juma Élodie Jean Åsa Örjan Jürgen Zoë Mwajuma Idris Ifrah Khadra Baraka Tumaini Inés Raúl Özge Şerife Guled Muna',
    family: [
      'Prov Exempel Påhitts Test Låtsas Mönster Övnings Skugg Papp Modell Tänkt Diktade',
      'lund berg ström kvist dal näs ås mark holm ek gren vik stad torp fors hed',
    ],
  },
  {
    languages: ['ar', 'fa', 'fa-AF', 'ps', 'ckb'],
    given:
      'محمد فاطمة أحمد علي مريم حسن زينب حسين عمر نور يوسف خديجة إبراهيم سارة خالد ليلى محمود هدى عبدالله رنا مصطفى سلمى کریم پروانه گل رضا شیرین فرشته دلاور ئازاد نەسرین ژیان شیلان وحید نجیب ملالی زرغونه خوشحال',
    family: [
      'مثال نموذج تجربة صورة ورق خيال تمرين ظل اختبار فرض',
      'الشمالي الجنوبي الكبير الصغير الأول الثاني الأزرق الأخضر الجديد القديم',
    ],
  },
  {
    languages: ['ti', 'am'],
    given:
      'ኣብርሃም ሰላም ዮሃንስ ሳባ ሚካኤል ሄለን ዳዊት ራሄል ተስፋይ ኣስቴር ሃይለ ፍረወይኒ ኪዳነ ለተብርሃን ሙሴ ሶፍያ ኣማኑኤል ትርሓስ ሳሙኤል ብርክቲ ገብረ ሳራ ዮናስ ማርታ አበበ አልማዝ በቀለ ጥሩነሽ ከበደ ዘነበች ታደሰ መሰረት ወርቅነሽ ግርማ ሰለሞን ፀሐይ',
    family: ['ምሳሌ ፈተነ ወረቐት ጽላል ልምምድ ሞደል ሓሳብ ስእሊ', 'ዓቢ ንእሽቶ ሓድሽ ብሉይ ሰማያዊ ቀይሕ ሰሜን ደቡብ'],
  },
  {
    languages: ['uk', 'ru'],
    given:
      'Олександр Олена Наталія Сергій Тетяна Андрій Ірина Володимир Оксана Микола Світлана Іван Анна Дмитро Юлія Максим Марія Віктор Катерина Богдан Людмила Ярослав Ганна Тарас Дарина Євген Соломія Любов Ігор Зоряна Фёдор Пётр Алёна Игорь',
    family: ['Приклад Зразк Проб Тест Вправ Тін Папір Модел Вигад Уяв', 'енко ович юк ський ець ук чук ак ина ов'],
  },
]
