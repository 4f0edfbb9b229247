"""Given names by the gender they usually tell: a hint for "he" and "she", never a fact shown.

All our own, written for the people that English-language news names. A name used for both stands in
neither set.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_NAMES = _names(
    """
    Aaron Abbas Abdel Abdelaziz Abdelkader Abdelmalek Abdirahman Abdiweli Abdou Abdul Abdulaziz
    Abdulkadir Abdulla Abdullah Abdulrahman Abebe Abel Abhishek Abiy Abraham Abu Adam Adama Adel
    Adem Adil Adnan Adrian Afonso Agustin Ahmad Ahmed Ahmet Aidan Aiden Ajay Akbar Akhtar
    Akihito Akinwumi Akira Alain Alan Albert Alberto Alejandro Aleksander Aleksandr Aleksei
    Alessandro Alex Alexander Alexandre Alexei Alexey Alfonso Alfred Alfredo Alhaji Alhassan Ali
    Aliko Alisher Alistair Aliyu Allan Alvaro Aman Amin Amir Amit Ammar Amr Anand Anas Anatoly
    Anders Anderson Andre Andreas Andrei Andrej Andrew Andrey Andrii Andriy Andrzej Andy Angelo
    Angus Anil Anis Anthony Antoine Anton Antonio Antonis Antony Antti Anurag Anwar Ardit Arif
    Arjun Arkady Armando Armen Arnaud Arnold Arseniy Artem Arthur Artur Arturo Arun Arvind Ashok
    Ashraf Ashton Asif Aslan Ataur Atiku Augusto Ayman Aziz Babar Badr Baha Bakhtiar Balazs
    Bandar Barack Barham Barry Bartosz Bashar Basil Bassam Ben Benedict Benigno Benito Benjamin
    Benny Benoit Bernard Bernardo Bernhard Bernie Bezalel Bilal Bill Binyamin Bjorn Blaise Bob
    Bogdan Bohdan Boris Borja Boubacar Brad Bradley Brahim Brandon Brendan Brent Brett Brian
    Bruce Bruno Bryan Burak Burhanuddin Caleb Calvin Cameron Carl Carles Carlo Carlos Casey
    Cedric Cemal Cesar Chaim Charles Charlie Chaudhry Cheikh Chinedu Chris Christian Christophe
    Christopher Christos Chuck Chukwuma Clarence Claude Claudio Clement Clive Cody Colin Connor
    Conor Cory Craig Curtis Cyril Damien Damon Dan Daniel Danilo Danish Danny Daoud Darius
    Darren Darryl Dave David Davide Davor Dean Deepak Demetrius Denis Dennis Denys Derek Derrick
    Desmond Devin Dick Diego Dieter Dilip Dimitar Dimitri Dimitris Dirk Djibril Dmitri Dmitriy
    Dmitry Dmytro Domenico Dominic Dominique Don Donald Donnie Doug Douglas Duncan Dusan Dustin
    Dwayne Dwight Dylan Ed Eddie Edgar Edmund Edoardo Edson Eduardo Edward Edwin Efraim Ehud
    Eitan Ekrem El-Sayed Eli Elias Elijah Eliot Elliot Elon Emad Emeka Emil Emile Emilio Emir
    Emmanuel Emmerson Emre Enda Engin Enrique Enzo Ephraim Erdem Erdogan Eric Erik Ernest
    Ernesto Esmail Essam Esteban Ethan Eugene Evan Evgeny Ezra Fabian Fabio Fabrice Fabrizio
    Fadi Fahad Faisal Faiz Faraj Fares Farhan Faris Farouk Fathi Fatih Federico Felix Ferdinand
    Fernando Fethi Fidel Fikret Filip Filippo Firas Fouad Francis Francisco Franco Francois
    Frank Frans Franz François Fred Freddy Frederick Fredrik Friedrich Fuad Fumio Gabriel Gamal
    Gareth Garry Gary Gavin Gebran Geert Gennady Geoff Geoffrey George Gerald Gerard Gerardo
    Gerhard Gerry Gianni Gideon Gilbert Giles Gilles Giorgos Giovanni Girma Giuseppe Glenn
    Gonzalo Goran Gordon Graham Grant Greg Gregory Grigory Guido Guillaume Guillermo Gulbuddin
    Gustavo Guy Habib Hadi Hafez Haider Haitham Haji Hakan Hakeem Hakim Halil Hamad Hamdi Hamid
    Hamish Hamza Hani Hans Hao Harald Haris Harish Harold Haroon Harry Harsh Hasan Hashim Hassan
    Hassane Hatem Hector Heiko Heinrich Heinz Hendrik Henri Henrik Henry Herbert Herman Hideki
    Hikmat Hiroshi Hisham Hosam Hosni Hossein Howard Howie Hubert Hugh Hugo Hugues Hulusi Husain
    Husam Hussein Iain Ian Ibrahim Idris Igal Ignacio Igor Ihor Ilan Ilham Ilya Imad Imran Imre
    Inaki Ion Iqbal Irfan Irwin Isaac Isaias Ishaq Ismael Ismail Issa Ivan Ivo Iyad Izhar Jaafar
    Jaber Jack Jacob Jacques Jair Jake Jakob Jalal Jalil Jamal James Jamie Jamil Jan Janez Janos
    Jared Jaroslaw Jason Javad Javed Javier Jawad Jay Jean-Claude Jean-Marc Jean-Pierre Jed Jeff
    Jeffery Jeffrey Jens Jeremy Jermaine Jerome Jerry Jesse Jesus Jihad Jim Jimmy Jinping Jintao
    Joachim Joao Joaquin Joe Joel Joey Johan Johann Johannes John Johnny Joko Jon Jonas Jonathan
    Jordi Jorge Joris Jose Josef Josep Joseph Josh Joshua Josip José João Juan Juergen Juha
    Jules Julian Julien Julio Junaid Junichiro Juri Justin Justus Jürgen Kai Kaido Kais Kamal
    Kamran Kareem Karim Karl Karsten Kasim Kaspar Kassem Kayode Kazimierz Keir Keith Kemal Ken
    Kenan Kenji Kenneth Kenny Kenzo Kevin Khairul Khaldoun Khaled Khalid Khalil Khamis Kim
    Kirill Kirk Klaus Kofi Konstantin Kristof Krzysztof Kurt Kwame Kwasi Kyle Kyrylo Lamar Larry
    Lars Lawrence Lazaro Leandro Lech Lee Leif Leo Leon Leonard Leonid Leroy Leszek Lewis Liam
    Lionel Ljubomir Lloyd Lorenzo Lothar Louis Lubomir Luc Luca Lucas Luciano Lucien Ludovic
    Luigi Luis Luiz Lukas Luke Lutfi Lyndon Maciej Maciek Magnus Mahathir Mahdi Maher Mahinda
    Mahmoud Majed Majid Makram Malcolm Malik Mamadou Manfred Manmohan Manny Manoj Manolis
    Mansour Manuel Maqsood Marc Marcel Marcelo Marcin Marcio Marco Marcus Marek Marian Mariano
    Marin Mario Mark Marko Markus Marlon Marouane Martin Marwan Masahiro Masood Massimo Massoud
    Mateo Mateusz Mathias Mats Matt Matteo Matthew Matthias Maurice Mauricio Mauro Max Maxim
    Maxime Mazen Mehdi Mehmet Melvin Mesut Mevlut Micah Michael Michal Micheal Michel Miguel
    Mihai Mikael Mike Mikhail Miklos Milos Miloš Miroslav Mirza Mitch Mitchell Mitt Modou
    Mohamad Mohamed Mohammad Mohammed Mohd Mohsen Moon Mordechai Moritz Morten Moses Moshe
    Mostafa Moussa Muammar Muhammad Muhammadu Muhammed Muhyiddin Mukesh Munir Munther Murad
    Murat Musa Mushtaq Mustafa Muthanna Muzaffar Mykhailo Mykola Nabil Nadav Nadeem Nadim Naeem
    Nael Naftali Naji Najib Narciso Narendra Nasser Nathan Nathaniel Naveed Nawaz Nayef Nazir
    Nedim Neil Nestor Nicholas Nick Nico Nicolae Nicolas Nicolás Niels Nigel Nikita Nikolai
    Nikolay Nikos Nitin Nizar Noah Nobuo Noel Norbert Norman Norodom Nouri Numan Nuno Obaida
    Olaf Olav Oleg Oleksandr Oleksii Oleksiy Oliver Olivier Olusegun Omar Omer Orhan Oriol
    Osama Oscar Osman Otto Ousmane Oussama Owen Ozgur Pablo Paolo Pascal Pasquale Pat Patrice
    Patrick Paul Pavel Pavlo Pedro Percy Pervez Pete Peter Petr Petro Petros Peyton Phil Philip
    Philipp Philippe Pierre Pieter Piotr Prabowo Pradeep Prakash Pranab Prasad Qais Qamar Qasem
    Qassem Quentin Quincy Quinn Rachid Radoslaw Radovan Raed Rafael Rafiq Raghu Rahul Rajesh
    Rajiv Rajnath Ralph Ramesh Rami Ramiro Ramon Ramush Ramzan Randall Randy Rashid Rasmus Ratko
    Raul Ravi Ravindra Ray Raymond Recep Reggie Reinhard Remi Rene René Reuven Rex Reza Riad
    Ricardo Riccardo Richard Richie Rick Rifaat Rishi Riyad Rob Robbie Robert Roberto Robin
    Rocco Rodney Rodrigo Roger Roland Rolf Romain Roman Romano Romeo Ron Ronald Rory Ross Roy
    Rudolf Rudy Rupert Russell Rustam Rustem Ryan Saad Sabah Sabri Saddam Sadiq Saeb Saeed Said
    Saif Saifullah Sajid Sakir Salah Saleh Salem Salim Salman Salva Salvador Salvatore Sam Samer
    Sami Samir Samuel Sandro Sanjay Sanjeev Santiago Sardar Sargis Satoshi Saul Saulius Sayed
    Sayyed Scott Sean Sebastian Selahattin Selim Serdar Serge Sergei Sergej Sergey Sergio Sergiy
    Serhii Serhiy Serzh Seth Shahbaz Shahid Shai Shakil Shane Shankar Sharif Shashi Shaul Shaun
    Shawn Shehbaz Sheldon Shimon Shinichi Shinzo Shlomo Sigmar Silvio Simon Sinan Slobodan
    Solomon Soren Spiro Sridhar Stanislav Stanley Stefan Stefano Steffen Stephan Stephane
    Stephen Stephon Steve Steven Stewart Stuart Subhash Sudhir Suleiman Suleman Suleyman Sunil
    Suresh Sven Syed Süleyman Taha Taher Takeshi Talal Taleb Tamer Tamir Tammam Tanveer Tarek
    Tariq Taro Tarso Tawfik Tayyip Ted Tedros Teodoro Terence Terrell Terrence Terry Tevfik
    Thabo Thaksin Theo Theodore Thierry Thomas Thorsten Tiago Tihomir Tim Timothy Titus Tobias
    Toby Todd Tom Tomas Tomasz Tomislav Tommy Tony Toshiaki Travis Trent Trevor Tristan Tyler
    Tyrone Tzachi Uday Udo Ulf Ulrich Umar Umit Uri Usama Usman Uwe Uzi Vaclav Vadim Valdis
    Valentin Valerio Valery Vance Varun Vasily Vasyl Vernon Vicente Victor Vijay Vikram Viktor
    Vilnis Vincent Vincenzo Vinod Virgil Vitali Vitaliy Vitaly Vito Vittorio Vlad Vladimir
    Vojislav Volker Volodymyr Vyacheslav Wade Wael Wahid Wais Wajid Waldemar Waleed Walid Wally
    Walter Warren Wasim Wayne Wendell Werner Wes Wesley Wilhelm Will Willem William Willie
    Winston Wojciech Wole Wolfgang Xavier Xi Yacine Yahia Yahya Yair Yakov Yanis Yannick Yaser
    Yasin Yasser Yassin Yaya Yehuda Yevgeny Yigal Yihai Yisrael Yitzhak Yoav Yoel Yoni Yoram
    Yosef Yoshihide Yossi Younis Yousef Youssef Yukio Yunus Yuri Yuriy Yusef Yusuf Yves Zac Zach
    Zachary Zack Zaher Zaid Zaki Zalmai Zalmay Zbigniew Zdenek Zeev Zeid Zeljko Zia Ziad
    Ziauddin Zine Zlatko Zoltan Zoran Zouheir Zuhair Zulfiqar Zvi Ömer
    """
)
FEMALE_NAMES = _names(
    """
    Aaliyah Abeer Abigail Ada Adele Adriana Aesha Afaf Agnes Aicha Aida Aimee Aisha Aishwarya
    Ajla Akiko Alejandra Aleksandra Alena Alessandra Alexa Alexandra Alexandria Aliaa Alice
    Alicia Alina Alison Aliya Alla Allison Alyssa Amal Amanda Amber Amelia Amina Aminata Amira
    Amna Amy Ana Anabel Anastasia Andrea Andreja Angela Angelica Angelina Angelique Anika Anita
    Anja Anjali Anke Ann Anna Annalena Anne Annegret Annette Annie Annika Antje Antoinette
    Antonia Aparna Aretha Ariana Arlene Arundhati Asha Ashley Asma Asmaa Atefeh Audrey Aya
    Ayelet Ayesha Ayse Aysha Azadeh Aziza Barbara Barbra Basma Beatrice Becky Bella Benazir
    Bernadette Bernice Bertha Beth Betty Bianca Birgit Blanca Bonnie Brenda Brianna Bridget
    Britney Brooke Bushra Camila Camille Candace Carina Carla Carlotta Carmel Carmen Carol
    Caroline Carolyn Carrie Cassandra Cassie Catalina Cate Catherine Cathy Cecilia Celeste Celia
    Celine Chandrika Chantal Charlene Charlotte Chelsea Cheryl Chiara Chitra Chloe Chrissy
    Christa Christel Christiane Christina Christine Chrystia Cindy Claire Clara Clarissa Claudia
    Colleen Condoleezza Connie Constance Corinne Courtney Cristina Cynthia Daisy Dalia Daniela
    Danielle Daphne Daria Darya Debbie Deborah Debra Delia Delphine Denisa Denise Desiree Diana
    Diane Dilma Dina Dolores Dominika Donatella Donna Doreen Doris Dorothea Dorothy Dunja Ebony
    Edith Eileen Elaine Eleanor Elena Eleni Eliana Elif Elin Elisa Elisabeth Elise Eliza
    Elizabeth Ella Ellen Ellie Eloise Elsa Elvira Emilia Emily Emine Emma Emmanuelle Enas Erica
    Erika Erin Erna Estelle Esther Ethel Eunice Eva Evelina Evelyn Faiza Farah Farida Fatemeh
    Fathia Fatima Fatma Fatou Faye Federica Felicia Felicity Fernanda Fiona Flora Florence
    Frances Francesca Franziska Frida Gabriela Gabriella Gabrielle Gail Galina Geeta Georgia
    Geraldine Gertrude Ghada Ghazala Gill Gillian Gina Giorgia Giovanna Gisela Giulia Gladys
    Gloria Golda Golriz Graca Grace Greta Gretchen Gudrun Gulnara Gwen Gwendolyn Hala Haleh
    Halima Hana Hanan Hanna Hannah Hanne Harriet Heather Heba Hedwig Heidi Heike Hela Helen
    Helena Henrietta Hiba Hilary Hilde Hillary Hina Huda Ida Ilana Ilona Iman Imelda Indira Ines
    Inga Ingrid Inna Inès Ioana Irena Irene Irina Iris Irmgard Iryna Isabel Isabella Isabelle
    Ivana Ivanka Jacinda Jacinta Jackie Jacqueline Jacquelyn Jada Jamila Jana Jane Janelle Janet
    Janice Janine Jasmine Jayne Jean Jeanette Jeanne Jelena Jemma Jenna Jennifer Jenny Jess
    Jessica Jill Jo Jo-Ann Joan Joana Joanna Joanne Jocelyn Jodi Jodie Johanna Josephine Josie
    Joyce Juana Judith Judy Julia Juliana Juliane Julie Juliet Juliette Justine Kaja Kamala
    Karen Karin Karina Karla Karolina Katarina Kate Katerina Katharina Katherine Kathleen
    Kathrin Kathryn Kathy Katie Katja Katrin Katrina Katy Katya Kay Kayla Kelly Kellyanne Kelsey
    Kerry Kerstin Khadija Khalida Kimberly Kirsten Kirsty Klara Kristen Kristi Kristin Kristina
    Kristine Krystyna Kumari Kyra Lara Larisa Latoya Laura Laurel Lauren Laurie Laverne Layla
    Leah Leanne Leda Leigh Leila Lena Leni Leona Leonie Leslie Lesya Leticia Leyla Lianne Liesl
    Lilian Liliana Lillian Lily Lina Linda Lindsay Lisa Liz Ljiljana Lois Lola Lorena Loretta
    Lori Lorraine Lottie Louise Lubna Lucia Luciana Lucie Lucille Lucinda Lucy Ludmila Luisa
    Luiza Lujain Luz Lydia Lynn Lyse Lyubov Lyudmila Mabel Madeleine Madhuri Maggie Maha Maia
    Maja Malak Malala Malgorzata Manal Mandy Manuela Mara Marcela Marcia Margaret Margarita
    Margot Margrethe Marguerite Maria Mariam Mariana Marianna Marianne Maribel Marie Marija
    Marilyn Marina Marine Marion Marisa Mariya Marjorie Marlene Marta Martha Martina Mary Maryam
    Mathilde Matilda Maud Maureen Mavis Maxine Maya Mayra Meera Megan Mei Melania Melanie
    Melinda Melissa Meredith Meryem Mette Mia Michaela Michelle Mika Mila Milena Mina Mindy
    Mireille Mirela Miriam Mitzi Molly Mona Monica Monique Mumtaz Muna Muriel Myra Myriam Nabila
    Nada Nadezhda Nadia Nadine Najat Najla Nancy Nanette Naomi Narges Nasreen Nasrin Natalia
    Natalie Nataliya Natalya Natasha Nathalie Nawal Nazanin Neda Nellie Nesrine Neve Niamh
    Nicola Nicole Nicoletta Nidhi Nigar Nikki Nilufar Nina Nirmala Nisha Noa Noor Nora Noreen
    Norma Nour Noura Nuria Octavia Odette Odile Oksana Olena Olga Olha Olivia Ophelia Paige
    Paloma Pam Pamela Patricia Patsy Patty Paula Paulina Pauline Penelope Penny Phoebe Phumzile
    Phyllis Pilar Pippa Polina Polly Pooja Portia Pratibha Preeti Priscilla Pritam Priti Priya
    Priyanka Rachel Rafaela Raffaella Rahima Ramona Rana Rania Raquel Rasha Razia Rebecca
    Rebekah Reem Regina Reham Renata Renee Rhonda Ria Rita Roberta Robyn Rosa Rosalie Rosalind
    Rosanna Rose Roseanne Rosemary Rosie Roula Roxana Roya Ruqayyah Ruslana Ruth Sabina Sabine
    Sabrina Sadia Safia Sahar Saima Saira Sakina Sally Salma Salome Samantha Samar Samira Sanam
    Sandra Sanna Saoirse Sara Sarah Sasha Savannah Selena Selma Serena Shabana Shahira Shaima
    Shakira Shannon Shari Sharmila Sharon Shauna Sheila Shelley Shelly Shereen Sherry Shirin
    Shirley Sibel Sienna Sigrid Silvia Simona Simone Sinead Siobhan Snezana Sofia Soha Sonia
    Sonja Sonya Sophia Sophie Soraya Stacey Stacy Stefania Steffi Stella Stephanie Suad Sue
    Suella Sumaya Sunita Surayya Susan Susana Susanna Sushma Suzan Suzanna Suzanne Suzy Svetlana
    Sybil Sylvia Tabitha Tahira Tamara Tamika Tammy Tania Tanya Tara Tasha Tatiana Tatjana
    Tatyana Tawakkol Tawanda Teresa Teri Terri Thandi Thelma Theodora Theresa Therese Theresia
    Tiffany Tina Toni Tonya Tova Tracey Tracy Trina Trisha Trudy Tulip Tulsi Tzipi Ulla Ulrike
    Ursula Ute Uzma Valentina Valeria Valerie Vanessa Velma Vera Verena Veronica Vicki Vicky
    Victoria Vida Vidya Viktoria Viola Violeta Virginia Vivian Viviane Vivienne Wafa Wanda Wendi
    Wendy Whitney Wilhelmina Wilma Winifred Winnie Xenia Yael Yasmin Yasmine Yekaterina Yelena
    Yesenia Yetunde Yingluck Yoko Yolanda Yuki Yulia Yuliya Yuriko Yvette Yvonne Zaha Zahra
    Zainab Zara Zeina Zeinab Zelda Zhanna Zineb Zita Zoe Zohra Zuzana
    """
)
GIVEN_NAMES = (
    MALE_NAMES
    | FEMALE_NAMES
    | _names("Jean Kim Lee Alex Sam Chris Pat Robin Jan Andrea Alexis Jaime Kiran Lindsey")
)
