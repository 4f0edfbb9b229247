"""Given names by the gender they usually tell: a hint for "he" and "she", never a fact shown.

All our own, written for the people that English-language news names. A name used for both stands in
neither set.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_NAMES = _names(
    """
    Aaron Abdul Abdullah Abdulrahman Abu Adam Adel Adrian Ahmad Ahmed Ahmet Alain Alan Albert
    Alberto Alejandro Aleksandr Aleksei Alex Alexander Alexei Alexey Ali Alistair Allan Amir Amr
    Anatoly Anders Andre Andreas Andrei Andrew Andrey Andrii Andriy Andy Angus Anthony Anton
    Antonio Antony Arseniy Arthur Asif Bashar Ben Benjamin Benny Bernard Bill Bob Boris Brad
    Brendan Brett Brian Bruce Bryan Carl Carlos Charles Charlie Chris Christian Christopher
    Chuck Clive Colin Craig Dan Daniel Danny Darren Dave David Dean Denis Dennis Derek Dick
    Diego Dirk Dmitri Dmitriy Dmitry Dmytro Dominic Don Donald Doug Douglas Duncan Ed Eduardo
    Edward Elon Emmanuel Enrique Eric Erik Ernest Ethan Eugene Evan Evgeny Faisal Felix Fernando
    Fidel Francis Francisco Francois Frank Franz François Fred Frederick Gabriel Gareth Gary
    Gavin Gennady Geoff Geoffrey George Gerald Gerard Gerry Giles Giovanni Giuseppe Glenn Gordon
    Graham Grant Greg Gregory Guy Hamid Hans Harold Harry Hasan Hassan Henry Herman Hosni Howard
    Hugh Hugo Hussein Ian Ibrahim Igor Ihor Ilya Imran Isaac Ismail Ivan Jack Jacob Jacques Jake
    James Jamie Jan Jason Javier Jay Jeff Jeffrey Jens Jeremy Jerry Jim Jimmy Joachim Joe Joel
    Johan John Johnny Jon Jonathan Jorge Jose Josef Joseph Josh Joshua José Juan Julian Justin
    Karl Keith Ken Kenneth Kevin Khaled Khalid Khalil Kim Kirill Kofi Konstantin Kyle Kyrylo
    Larry Lars Lawrence Lee Leo Leon Leonard Leonid Liam Louis Luc Lucas Luis Luke Mahmoud
    Manuel Marc Marco Marcus Mario Mark Markus Martin Matt Matthew Maurice Max Michael Michel
    Miguel Mike Mikhail Mitch Mitt Mohamed Mohammad Mohammed Moshe Muhammad Mustafa Mykhailo
    Mykola Narendra Nathan Neil Nicholas Nick Nicolas Nigel Nikita Nikolai Nikolay Noel Norman
    Oleg Oleksandr Oleksii Oleksiy Oliver Olivier Omar Oscar Otto Owen Pablo Patrick Paul Pavel
    Pavlo Pedro Pete Peter Petro Phil Philip Philippe Pierre Rafael Ralph Ramzan Randy Raul Ray
    Raymond Recep Richard Rick Rob Robert Roberto Robin Rodrigo Roger Roland Roman Ron Ronald
    Rory Ross Roy Rudolf Rupert Russell Ryan Said Saleh Salman Sam Samuel Saul Scott Sean
    Sebastian Serge Sergei Sergey Sergio Serhii Serhiy Seth Shane Silvio Simon Stanislav Stefan
    Stephen Steve Steven Stewart Stuart Syed Tariq Ted Terry Theodore Thomas Tim Timothy Toby
    Todd Tom Tommy Tony Trevor Umar Uri Vadim Valentin Valery Vasily Victor Viktor Vincent
    Vitali Vitaliy Vitaly Vlad Vladimir Volodymyr Vyacheslav Walid Walter Warren Wayne Werner
    Wilhelm Will William Wolfgang Xavier Xi Yair Yasser Yevgeny Yoav Yuri Yuriy Yusuf Zachary
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
