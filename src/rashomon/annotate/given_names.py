"""Given names by the gender they usually tell: a hint for "he" and "she", never a fact shown.

All our own, written for the people that English-language news names. A name used for both stands in
neither set.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_NAMES = _names(
    """
    Aaron Abdel Abdul Abdulaziz Abdullah Abdulrahman Abu Adam Adel Adnan Adrian Ahmad Ahmed
    Ahmet Alain Alan Albert Alberto Alejandro Aleksandr Aleksei Alex Alexander Alexei Alexey Ali
    Alistair Allan Amir Amit Amr Anas Anatoly Anders Andre Andreas Andrei Andrew Andrey Andrii
    Andriy Andy Angus Anthony Anton Antonio Antony Anwar Arseniy Arthur Arvind Ashraf Asif Ayman
    Bashar Bassam Ben Benigno Benjamin Benny Bernard Bilal Bill Bob Boris Brad Brendan Brett
    Brian Bruce Bryan Burhanuddin Carl Carlos Charles Charlie Chris Christian Christopher Chuck
    Clive Colin Craig Dan Daniel Danny Darren Dave David Dean Denis Dennis Derek Dick Diego
    Dieter Dirk Dmitri Dmitriy Dmitry Dmytro Dominic Don Donald Doug Douglas Duncan Ed Eduardo
    Edward Elon Emmanuel Enrique Enzo Eric Erik Ernest Ethan Eugene Evan Evgeny Fadi Faisal
    Fares Faris Farouk Felix Ferdinand Fernando Fidel Firas Francis Francisco Franco Francois
    Frank Franz François Fred Frederick Fumio Gabriel Gareth Gary Gavin Gennady Geoff Geoffrey
    George Gerald Gerard Gerry Giles Giovanni Giuseppe Glenn Gordon Graham Grant Greg Gregory
    Guido Gulbuddin Guy Hadi Haider Hamad Hamid Hamza Hans Harold Harry Hasan Hassan Heiko Henry
    Herman Hisham Hosni Hossein Howard Hugh Hugo Hussein Ian Ibrahim Igor Ihor Ilya Imran Isaac
    Ismail Ivan Jack Jacob Jacques Jake Jalal Jamal James Jamie Jan Jason Javad Javier Jay Jeff
    Jeffrey Jens Jeremy Jerry Jim Jimmy Jinping Jintao Joachim Joe Joel Johan John Johnny Joko
    Jon Jonathan Jorge Jose Josef Joseph Josh Joshua José Juan Julian Junichiro Justin Jürgen
    Kamal Karim Karl Kassem Keith Ken Kenneth Kevin Khaled Khalid Khalil Kim Kirill Kofi
    Konstantin Kyle Kyrylo Larry Lars Lawrence Lee Leo Leon Leonard Leonid Liam Louis Luc Lucas
    Luigi Luis Luke Mahdi Maher Mahmoud Majed Manmohan Mansour Manuel Marc Marco Marcus Mario
    Mark Markus Martin Marwan Matt Matteo Matthew Maurice Max Mazen Mehdi Michael Michel Miguel
    Mike Mikhail Mitch Mitt Mohamad Mohamed Mohammad Mohammed Moon Moshe Muammar Muhammad
    Mustafa Mykhailo Mykola Nabil Naji Najib Narciso Narendra Nasser Nathan Nawaz Neil Nicholas
    Nick Nicolas Nigel Nikita Nikolai Nikolay Nizar Noel Norman Oleg Oleksandr Oleksii Oleksiy
    Oliver Olivier Omar Osama Oscar Otto Owen Pablo Paolo Patrick Paul Pavel Pavlo Pedro Pervez
    Pete Peter Petro Phil Philip Philippe Pierre Qasem Qassem Raed Rafael Rahul Rajiv Ralph Rami
    Ramzan Randy Rashid Raul Ray Raymond Recep Reza Riad Richard Rick Riyad Rob Robert Roberto
    Robin Rodrigo Roger Roland Roman Ron Ronald Rory Ross Roy Rudolf Rupert Russell Ryan Saad
    Saddam Saeed Said Saleh Salim Salman Sam Sami Samir Samuel Sanjay Saul Scott Sean Sebastian
    Serge Sergei Sergey Sergio Serhii Serhiy Seth Shane Shinzo Silvio Simon Stanislav Stefan
    Stephen Steve Steven Stewart Stuart Syed Talal Tarek Tariq Ted Terry Theodore Thomas Tim
    Timothy Toby Todd Tom Tommy Tony Trevor Umar Uri Usama Vadim Valentin Valery Vasily Victor
    Viktor Vincent Vitali Vitaliy Vitaly Vlad Vladimir Volodymyr Vyacheslav Wael Walid Walter
    Warren Wayne Werner Wilhelm Will William Wolfgang Xavier Xi Yahya Yair Yasser Yevgeny Yoav
    Yousef Youssef Yuri Yuriy Yusuf Zachary Zaher Zalmai Ziad Zuhair
    """
)
FEMALE_NAMES = _names(
    """
    Abigail Ada Agnes Alexandra Alice Alicia Alison Alla Allison Amal Amanda Amber Amelia Amy
    Ana Anastasia Andrea Angela Anita Anja Ann Anna Anne Annie Antonia Ariana Asma Audrey
    Barbara Beatrice Bella Benazir Beth Betty Brenda Bridget Carla Carmen Carol Caroline Carolyn
    Catherine Cecilia Charlotte Chelsea Cheryl Chloe Christina Christine Cindy Claire Clara
    Claudia Condoleezza Cristina Cynthia Daisy Dalia Daria Darya Deborah Debra Denise Diana
    Diane Dilma Donna Doris Dorothy Eleanor Elena Elisabeth Elizabeth Ella Ellen Emily Emma
    Erica Erin Esther Eva Evelyn Fatima Federica Fiona Florence Frances Gabriela Gail Galina
    Georgia Gina Gloria Grace Hannah Harriet Heather Heidi Helen Helena Hilary Hillary Ilona
    Inna Irene Irina Iryna Isabel Isabelle Ivanka Jacqueline Jane Janet Janice Jennifer Jenny
    Jessica Jill Jo Joan Joanna Joanne Judith Judy Julia Julie Karen Karin Kate Katherine
    Kathleen Kathryn Kathy Katie Kelly Kimberly Kirsten Kristina Larisa Laura Lauren Layla Leila
    Lena Lesya Leyla Liliana Linda Lisa Liz Lois Louise Lucia Lucy Ludmila Lydia Lynn Lyse
    Madeleine Maggie Malala Margaret Maria Mariam Marie Marina Marine Marion Martha Mary Maryam
    Maya Megan Melanie Melissa Michelle Miriam Molly Monica Nadia Nancy Naomi Natalia Natalie
    Nataliya Natalya Nicola Nicole Nikki Nina Oksana Olena Olga Olha Olivia Pamela Patricia
    Paula Pauline Penny Rachel Rebecca Rita Rosa Rose Rosemary Ruth Sabina Sally Samantha Samira
    Sandra Sara Sarah Sharon Sheila Shirley Sofia Sonia Sophia Sophie Stacy Stella Stephanie Sue
    Susan Susanna Suzanne Svetlana Sylvia Tamara Tanya Tatiana Tatyana Teresa Theresa Therese
    Tina Tracy Ursula Valentina Valeria Vanessa Vera Veronica Victoria Viktoria Virginia Viviane
    Wendy Yulia Yuliya Yvonne Zainab Zoe
    """
)
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES | _names("Jean Kim Lee Alex Sam Chris Pat Robin Jan Andrea")
